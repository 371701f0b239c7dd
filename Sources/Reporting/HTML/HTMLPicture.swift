/// The picture of a figure as an element of a page.
enum HTMLPicture {
  /// The picture; where there is only a wide one, a narrow window scrolls over it, by keyboard, too.
  static func html(_ figure: HTMLFigure, label: String, name: String) -> String {
    let label = HTMLText.escape(label)
    let wide = element(figure.svg, label: label)
    guard let narrow = figure.narrowSVG else {
      return "<div class=\"scrolling drawing\" role=\"group\" aria-label=\"\(HTMLText.escape(name))\" "
        + "tabindex=\"0\">\n\(wide)\n</div>\n"
    }
    return "<div class=\"drawing\">\n<div class=\"wide\">\n\(wide)\n</div>\n"
      + "<div class=\"narrow\">\n\(element(narrow, label: label))\n</div>\n</div>\n"
  }

  /// The `<svg>` element alone, an image to assistive technology; one without a name of its own gets the label.
  private static func element(_ svg: String, label: String) -> String {
    guard let start = svg.firstRange(of: "<svg")?.lowerBound,
      let end = svg[start...].firstIndex(of: ">")
    else { return "" }
    let opening = svg[start..<end]
    var attributes = ""
    if !opening.contains(" role=") { attributes += " role=\"img\"" }
    if !opening.contains(" aria-label") { attributes += " aria-label=\"\(label)\"" }
    var element = String(svg[start...])
    element.insert(contentsOf: attributes, at: element.index(element.startIndex, offsetBy: 4))
    while element.last?.isWhitespace ?? false { element.removeLast() }
    return element
  }
}

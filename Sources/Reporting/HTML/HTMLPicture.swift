/// An SVG document as an element of a page.
enum HTMLPicture {
  /// The `<svg>` element alone, an image to assistive technology; one without a name of its own gets the label.
  static func element(_ svg: String, label: String) -> String {
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

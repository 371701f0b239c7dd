/// Writes a scene as native SVG that may stand alone or inside an HTML page.
///
/// Text stays text, in the family of its font; groups with a tooltip carry it as `<title>`. Every look is a presentation
/// attribute, never a style, so that a page which forbids inline styles shows the picture unchanged; the markup is also
/// well-formed XHTML. Lengths are the scene's points, with two decimals. An element with a coordinate that is no usable
/// number is left out; the other renderers report it.
public enum SVGWriter {
  /// How colours are written.
  public enum Paint: Sendable {
    /// As they are.
    case literal
    /// Colours of the theme's light palette, and their mixtures with its paper, as CSS variables named after the roles
    /// (`var(--proposal,#0B6E99)`), so that the page around the picture may switch to a dark scheme.
    case variables(Theme)
  }

  /// The `<svg>` element.
  ///
  /// - Parameters:
  ///   - idPrefix: begins every id and must differ between the pictures of a page; other characters than ASCII letters,
  ///     digits, `-` and `_` become `-`.
  ///   - margin: of nothing around the scene, in points.
  public static func svg(
    _ scene: Scene, idPrefix: String, paint: Paint = .literal, margin: Double = 0
  ) -> String {
    var markup = SVGMarkup(idPrefix: idPrefix, paint: paint)
    return markup.document(scene, margin: margin)
  }
}

/// Markup as it grows.
private struct SVGMarkup {
  private let idPrefix: String
  private let paint: SVGPaint
  private var text = ""
  /// Family of the first text; others name theirs.
  private var family: String?
  /// Every different hatching, in the order met; its place is its number.
  private var hatchings: [Fill] = []

  init(idPrefix: String, paint: SVGWriter.Paint) {
    let safe = idPrefix.unicodeScalars.map { scalar in
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      return isLetter || ("0"..."9").contains(scalar) || scalar == "_" ? Character(scalar) : "-"
    }
    self.idPrefix = String(safe)
    self.paint = SVGPaint(paint)
  }

  mutating func document(_ scene: Scene, margin: Double) -> String {
    for element in scene.elements { add(element) }
    let body = text
    text = ""
    let size = (
      width: (scene.size.width + 2 * margin).decimalText(), height: (scene.size.height + 2 * margin).decimalText()
    )
    let start = margin == 0 ? "0" : (-margin).decimalText()
    let names = (scene.title.isEmpty ? [] : ["title"]) + (scene.summary.isEmpty ? [] : ["desc"])
    text += "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(start) \(start) \(size.width) \(size.height)\""
    attribute("width", size.width + "pt")
    attribute("height", size.height + "pt")
    attribute("role", "img")
    if let family { attribute("font-family", Self.families(family)) }
    if !names.isEmpty { attribute("aria-labelledby", names.map { "\(idPrefix)-\($0)" }.joined(separator: " ")) }
    text += ">\n"
    if !scene.title.isEmpty { line("title", id: "title", scene.title) }
    if !scene.summary.isEmpty { line("desc", id: "desc", scene.summary) }
    addDefinitions()
    text += body
    return text + "</svg>\n"
  }

  private mutating func add(_ element: SceneElement) {
    switch element {
    case .shape(let shape): add(shape)
    case .text(let text): add(text)
    case .group(let group): add(group)
    }
  }

  private mutating func add(_ group: SceneGroup) {
    text += "<g"
    if let role = group.role { attribute("data-role", role) }
    text += ">\n"
    if let tooltip = group.tooltip, !tooltip.isEmpty { line("title", tooltip) }
    for element in group.elements { add(element) }
    text += "</g>\n"
  }

  private mutating func add(_ shape: SceneShape) {
    guard shape.fill != nil || shape.stroke != nil, !shape.path.steps.isEmpty, shape.isDrawable else { return }
    text += "<path"
    attribute("d", Self.data(of: shape.path))
    switch shape.fill {
    case .solid(let color): attributes("fill", color)
    case .hatched: shape.fill.map { attribute("fill", "url(#\(idPrefix)-hatch-\(number(of: $0)))") }
    case nil: attribute("fill", "none")
    }
    if let stroke = shape.stroke {
      attributes("stroke", stroke.color)
      if stroke.width != 1 { attribute("stroke-width", stroke.width.decimalText()) }
      if stroke.dash.contains(where: { $0 > 0 }) {
        attribute("stroke-dasharray", stroke.dash.map { max($0, 0).decimalText() }.joined(separator: " "))
      }
      if stroke.round {
        attribute("stroke-linecap", "round")
        attribute("stroke-linejoin", "round")
      }
    }
    text += "/>\n"
  }

  private mutating func add(_ line: SceneText) {
    guard line.position.isDrawable, line.font.size.isFinite, !line.string.isEmpty else { return }
    text += "<text"
    attribute("x", line.position.x.decimalText())
    attribute("y", line.position.y.decimalText())
    if line.anchor != .start { attribute("text-anchor", line.anchor.rawValue) }
    if line.font.family != family {
      if family == nil { family = line.font.family } else { attribute("font-family", Self.families(line.font.family)) }
    }
    attribute("font-size", line.font.size.decimalText())
    if line.font.weight != .regular { attribute("font-weight", String(line.font.weight.rawValue)) }
    if line.font.italic { attribute("font-style", "italic") }
    if line.font.tabularFigures { attribute("font-variant", "tabular-nums") }
    attributes("fill", line.color)
    let string = line.string.onOneLine
    if string.hasPrefix(" ") || string.hasSuffix(" ") || string.contains("  ") { attribute("xml:space", "preserve") }
    text += ">\(XMLText.escaped(TextDirection.embedded(string)))</text>\n"
  }

  /// The patterns of all hatchings, in step with the lines that other renderers draw.
  private mutating func addDefinitions() {
    guard !hatchings.isEmpty else { return }
    let period = Hatching.period
    let rising = Path([
      .move(Point(-1, 1)), .line(Point(1, -1)), .move(Point(-1, period + 1)), .line(Point(period + 1, -1)),
      .move(Point(period - 1, period + 1)), .line(Point(period + 1, period - 1)),
    ])
    text += "<defs>\n"
    for (index, fill) in hatchings.enumerated() {
      guard case .hatched(let lines, let ground) = fill else { continue }
      text += "<pattern"
      attribute("id", "\(idPrefix)-hatch-\(index + 1)")
      attribute("width", period.decimalText())
      attribute("height", period.decimalText())
      attribute("patternUnits", "userSpaceOnUse")
      text += ">\n"
      add(
        SceneShape(
          .rectangle(Rectangle(x: 0, y: 0, width: period, height: period)), fill: .solid(ground)))
      add(SceneShape(rising, stroke: Stroke(lines, width: Hatching.lineWidth)))
      text += "</pattern>\n"
    }
    text += "</defs>\n"
  }

  private mutating func number(of hatching: Fill) -> Int {
    if let known = hatchings.firstIndex(of: hatching) { return known + 1 }
    hatchings.append(hatching)
    return hatchings.count
  }

  private mutating func line(_ name: String, id: String? = nil, _ content: String) {
    text += "<\(name)"
    if let id { attribute("id", "\(idPrefix)-\(id)") }
    text += ">\(XMLText.escaped(content))</\(name)>\n"
  }

  private mutating func attribute(_ name: String, _ value: String) {
    text += " \(name)=\"\(XMLText.escaped(value))\""
  }

  /// The paint of `fill` or `stroke` and its opacity.
  private mutating func attributes(_ name: String, _ color: Color) {
    attribute(name, paint.value(of: color))
    if color.opacity < 1 { attribute("\(name)-opacity", max(color.opacity, 0).decimalText()) }
  }

  private static func data(of path: Path) -> String {
    var data = ""
    for step in path.steps {
      data += step.letter + step.points.map { "\($0.x.decimalText()) \($0.y.decimalText())" }.joined(separator: " ")
    }
    return data
  }

  /// The value of `font-family`: the family, or any without serifs where it is missing.
  private static func families(_ name: String) -> String {
    let family = name.onOneLine.filter { $0 != "'" && $0 != "\\" }
    return (family.contains(" ") ? "'\(family)'" : family) + ", sans-serif"
  }
}

/// Writes a scene as plain text, one thing a line and two decimals, for exact comparison in tests.
public enum SceneDump {
  /// The text; groups indent what they hold.
  public static func text(_ scene: Scene) -> String {
    var lines = ["scene \(number(scene.size.width)) x \(number(scene.size.height)) \(quoted(scene.title))"]
    if !scene.summary.isEmpty { lines.append("  summary \(quoted(scene.summary))") }
    for element in scene.elements { add(element, indent: "  ", to: &lines) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func add(_ element: SceneElement, indent: String, to lines: inout [String]) {
    switch element {
    case .shape(let shape): lines.append(indent + line(for: shape))
    case .text(let text): lines.append(indent + line(for: text))
    case .group(let group):
      let words = ["group", group.role, group.tooltip.map(quoted)].compactMap(\.self)
      lines.append(indent + words.joined(separator: " "))
      for element in group.elements { add(element, indent: indent + "  ", to: &lines) }
    }
  }

  private static func line(for shape: SceneShape) -> String {
    var words = ["shape"]
    for step in shape.path.steps {
      words.append(step.letter)
      for point in step.points { words += [number(point.x), number(point.y)] }
    }
    switch shape.fill {
    case .solid(let color): words += ["fill", self.color(color)]
    case .hatched(let line, let ground): words += ["hatched", color(line), "on", color(ground)]
    case nil: break
    }
    if let stroke = shape.stroke {
      words += ["stroke", color(stroke.color), number(stroke.width)]
      if !stroke.dash.isEmpty { words += ["dash"] + stroke.dash.map(number) }
      if stroke.round { words.append("round") }
    }
    return words.joined(separator: " ")
  }

  private static func line(for text: SceneText) -> String {
    var words = ["text", quoted(text.string), "at", number(text.position.x), number(text.position.y)]
    words += [text.anchor.rawValue, text.font.family, number(text.font.size), String(text.font.weight.rawValue)]
    if text.font.italic { words.append("italic") }
    if text.font.tabularFigures { words.append("tabular") }
    words.append(color(text.color))
    return words.joined(separator: " ")
  }

  private static func number(_ value: Double) -> String { value.isFinite ? value.decimalText() : "\(value)" }

  private static func color(_ color: Color) -> String {
    color.opacity < 1 ? "\(color.hex)/\(number(color.opacity))" : color.hex
  }

  /// The string in quotes, on one line and reversible.
  private static func quoted(_ string: String) -> String { "\"" + string.unicodeScalars.map(escape).joined() + "\"" }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": "\\\(scalar)"
    case "\n": "\\n"
    default:
      scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
  }
}

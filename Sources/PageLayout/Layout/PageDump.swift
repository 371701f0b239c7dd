import Drawing

extension PagedDocument {
  /// The pages as text, one frame a line, for tests and for comparing two layouts: place and size in whole points,
  /// role, and what stands there.
  public var dump: String {
    var lines: [String] = []
    for (index, page) in pages.enumerated() {
      let size = "\(page.size.width.whole)×\(page.size.height.whole)"
      lines.append("page \(index + 1) \(size)\(page.isCover ? " cover" : "")")
      for frame in page.frames + page.furniture {
        guard let content = describe(frame.content) else { continue }
        let area = frame.area
        let role = frame.node.map { "\(structure.nodes[$0].role)" } ?? "-"
        lines.append(
          "  \(area.x.whole),\(area.y.whole) \(area.width.whole)×\(area.height.whole) \(role) \(content)")
      }
      for destination in page.destinations { lines.append("  #\(destination.anchor) \(destination.y.whole)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ content: Frame.Content) -> String? {
    switch content {
    case .text(let line): "“\(line.string)”"
    case .picture(let scene): "picture “\(scene.title)”"
    case .image(let image): "image \(image.size.width.whole)×\(image.size.height.whole)"
    // Lines and grounds follow from the rest.
    case .shape: nil
    }
  }
}

extension Double {
  fileprivate var whole: String { isFinite ? String(Int(rounded())) : "∞" }
}

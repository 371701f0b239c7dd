/// Where the files of a figure stand below the output folder.
enum FigureFile {
  /// The folder of all figures.
  static let folder = "figures"

  /// Path of one format of a figure.
  static func path(_ id: String, _ ending: String) -> String { "\(folder)/\(id).\(ending)" }

  /// The figure that an image of the Markdown names; `nil` where it names none of ours.
  static func id(of source: String) -> String? {
    guard source.hasPrefix(folder + "/") else { return nil }
    let name = source.dropFirst(folder.count + 1)
    guard let dot = name.lastIndex(of: "."), !name.contains("/") else { return nil }
    return String(name[..<dot])
  }
}

/// A kind of file that a chart is written as; the raw value is the ending of its name.
public enum ChartFormat: String, Sendable, CaseIterable {
  /// Pixels.
  case png
  /// One page of its size.
  case pdf
  /// Vectors for the web.
  case svg
  /// The data behind the chart.
  case csv
}

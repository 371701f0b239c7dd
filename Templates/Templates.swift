/// The report templates that are compiled into the program.
public enum Templates {
  /// Every built-in template and partial by file name, as Mustache text.
  public static var all: [String: String] {
    [
      "executive.md.mustache": text(PackageResources.executive_md_mustache),
      "since-review.mustache": text(PackageResources.since_review_mustache),
      "table.mustache": text(PackageResources.table_mustache),
      "figure.mustache": text(PackageResources.figure_mustache),
    ]
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// The report templates that are compiled into the program.
public enum Templates {
  /// Every built-in template by name, as Mustache text.
  public static var all: [String: String] {
    ["executive": String(decoding: PackageResources.executive_md_mustache, as: UTF8.self)]
  }
}

/// The look that is compiled into the program.
public enum Assets {
  /// Colours and families of type of charts, PDF and HTML, as JSON.
  public static var theme: [UInt8] { PackageResources.theme_json }
  /// The style sheet of the HTML report; its colours are filled in from the theme.
  public static var styleSheet: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
  /// The script of the HTML report, which works without it.
  public static var script: String { String(decoding: PackageResources.report_js, as: UTF8.self) }
}

internal import CCairo
internal import CZlib

/// What pictures rest on besides the program: the libraries and the fonts of the machine.
public enum DrawingSystem {
  /// Versions of Cairo, Pango and zlib, and the families of type that are installed.
  ///
  /// Where two texts are equal, the same scene gives the same bytes, unless a font was replaced by another version of
  /// itself.
  public static let description: String = {
    let fontMap: UnsafeMutablePointer<PangoFontMap> = pango_cairo_font_map_new()
    defer { g_object_unref(UnsafeMutableRawPointer(fontMap)) }
    var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(fontMap, &families, &count)
    defer { g_free(families) }
    let names = (0..<Int(count)).compactMap { index in
      families?[index].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
    }
    let versions = [cairo_version_string(), pango_version_string(), zlibVersion()]
      .map { $0.map { String(cString: $0) } ?? "" }
    return (versions + names.sorted()).joined(separator: "\n")
  }()
}

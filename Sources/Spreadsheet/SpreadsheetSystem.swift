internal import CXlsxWriter

/// What workbooks rest on besides the program.
public enum SpreadsheetSystem {
  /// Version of libxlsxwriter: where two texts are equal, the same cells give the same bytes, but for zlib's part.
  public static let description: String = lxw_version().map { String(cString: $0) } ?? ""
}

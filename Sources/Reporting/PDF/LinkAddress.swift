internal import Drawing

/// Where a link of the Markdown leads in a PDF.
enum LinkAddress {
  /// `#place` is a place in the document; anything else an address outside.
  static func target(_ destination: String) -> LinkTarget {
    destination.hasPrefix("#") ? .destination(String(destination.dropFirst())) : .uri(destination)
  }
}

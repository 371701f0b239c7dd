internal import Drawing

/// Where a link of the Markdown leads in a PDF.
enum LinkAddress {
  /// `#place` is a place in the document, anything else an address outside; `nil` where it would run something.
  static func target(_ destination: String) -> LinkTarget? {
    guard let safe = HTMLText.safeDestination(destination) else { return nil }
    return safe.hasPrefix("#") ? .destination(String(safe.dropFirst())) : .uri(safe)
  }
}

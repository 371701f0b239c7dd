internal import ContentHash
internal import Foundation

/// What a page allows itself: its own style and script, pictures within it, and nothing else.
enum ContentPolicy {
  /// The policy (https://www.w3.org/TR/CSP3/) for exactly this style and this script.
  static func text(style: String, script: String) -> String {
    "default-src 'none'; style-src \(source(style)); script-src \(source(script)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func source(_ text: String) -> String {
    "'sha256-\(Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString())'"
  }
}

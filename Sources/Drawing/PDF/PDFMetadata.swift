import Foundation

/// What a PDF says about itself.
public struct PDFMetadata: Sendable, Equatable {
  /// Shown in the title bar and to screen readers.
  public var title: String
  /// Who wrote it.
  public var author: String
  /// What it is about.
  public var subject: String
  /// Search words.
  public var keywords: [String]
  /// The program that made it.
  public var creator: String
  /// Language of the text (BCP 47).
  public var language: String
  /// When it was made, in seconds since 1970-01-01 UTC; never the clock, so that equal input gives equal bytes.
  public var creationTime: Int

  /// Makes metadata.
  public init(
    title: String, author: String = "", subject: String = "", keywords: [String] = [], creator: String = "",
    language: String = "en", creationTime: Int = 0
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.creator = creator
    self.language = language
    self.creationTime = creationTime
  }

  /// The creation time as Cairo reads it, within the years 1970 to 9999 that PDF can write.
  var creationDate: String {
    Date(timeIntervalSince1970: Double(min(max(creationTime, 0), 253_402_300_799))).formatted(.iso8601)
  }
}

/// What it costs to end a page between two pieces that may part, in pages of paper. White at the foot of a page costs
/// 0.1 at a tenth of the page, 0.4 at a fifth, and more than a page at a quarter.
enum BreakCost {
  /// Between the rows of a table; between those of one that could stand whole; of one that nearly could.
  static let table = 0.15
  static let smallTable = 1.2
  static let mediumTable = 0.6
  /// Between the lines of a paragraph; of one of few lines.
  static let paragraph = 0.03
  static let shortParagraph = 0.25
  /// Between the items of a list of few lines.
  static let shortList = 0.6
  /// Between a heading with a few words and what the words introduce.
  static let introduction = 0.3
  /// Before the last few words of a section, which would stand alone at the top of the next page.
  static let sectionEnd = 0.45
}

public import Drawing

/// A part of a document, set from the top of its pages to the bottom.
public indirect enum Block: Sendable, Equatable {
  /// A heading of a level from 1 to 6, found under the anchor by links.
  case heading(level: Int, [Inline], anchor: String? = nil)
  /// Running text.
  case paragraph([Inline])
  /// Small muted text: a source, a remark.
  case note([Inline])
  /// Text set in its own lines and spaces.
  case preformatted(String)
  /// Items with a bullet or a number.
  case list(List)
  /// Rows and columns.
  case table(Table)
  /// Key figures, three to a row.
  case tiles([Tile])
  /// Pictures side by side; as many as given share the width.
  case figures([Figure])
  /// Blocks set apart by a rule at their left.
  case callout([Block])
  /// A line across the page.
  case rule
  /// What follows starts a new page.
  case pageBreak
  /// A page of its own with the title.
  case cover(Cover)
  /// The headings that follow with their page numbers.
  case contents(Contents)
}

/// Items with a bullet or a number.
public struct List: Sendable, Equatable {
  /// The blocks of each item.
  public var items: [[Block]]
  /// The number of the first item; `nil` for bullets.
  public var firstNumber: Int?

  /// Makes a list.
  public init(_ items: [[Block]], firstNumber: Int? = nil) {
    self.items = items
    self.firstNumber = firstNumber
  }
}

/// The headings that follow with their page numbers; all of them at the end of a document.
public struct Contents: Sendable, Equatable {
  /// What stands above the entries.
  public var title: String
  /// The levels listed.
  public var levels: ClosedRange<Int>

  /// Makes a table of contents.
  public init(title: String = "Contents", levels: ClosedRange<Int> = 1...2) {
    self.title = title
    self.levels = levels
  }
}

/// What a document's first page says.
public struct Cover: Sendable, Equatable {
  /// A label with its value.
  public struct Fact: Sendable, Equatable {
    /// What it is.
    public var label: String
    /// Its value.
    public var value: String

    /// Makes a fact.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Who speaks.
  public var brand: String
  /// Their sign, beside the name.
  public var logo: PixelImage?
  /// What the document is called.
  public var title: String
  /// What it is about, or whom.
  public var subtitle: String
  /// What it recommends, in a sentence.
  public var statement = ""
  /// Its most important figures, side by side.
  public var keyFigures: [Tile] = []
  /// What a reader must know to place the document.
  public var facts: [Fact]
  /// Small print at the foot of the page.
  public var notice: [Inline]

  /// Makes a cover; empty parts are left out.
  public init(brand: String = "", title: String, subtitle: String = "", facts: [Fact] = [], notice: [Inline] = []) {
    self.brand = brand
    self.title = title
    self.subtitle = subtitle
    self.facts = facts
    self.notice = notice
  }
}

/// Blocks with the words that stand on every page.
public struct Document: Sendable, Equatable {
  /// The running head, on every page but the cover.
  public var title: String
  /// Who speaks, at the right of the running head.
  public var brand = ""
  /// The left of the foot of every page but the cover.
  public var footLabel: String
  /// What the pages hold.
  public var blocks: [Block]

  /// Makes a document.
  public init(title: String, footLabel: String = "", blocks: [Block]) {
    self.title = title
    self.footLabel = footLabel
    self.blocks = blocks
  }
}

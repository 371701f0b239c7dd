public import Drawing

/// A figure of an HTML page: the picture, its caption and the data behind it.
public struct HTMLFigure: Sendable, Equatable {
  /// The figures that a chart shows, as a reader would type them off.
  public struct DataTable: Sendable, Equatable {
    /// One head per column, with the unit.
    public var head: [String]
    /// Rows of one cell per column.
    public var rows: [[String]]

    /// Makes a table.
    public init(head: [String], rows: [[String]]) {
      self.head = head
      self.rows = rows
    }

    /// Whether every cell of a column that holds anything reads as a number.
    func isNumeric(column: Int) -> Bool {
      let cells = rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
      return !cells.isEmpty && cells.allSatisfy(Self.readsAsNumber)
    }

    /// Digits with signs, separators and marks of any locale around them.
    private static func readsAsNumber(_ text: String) -> Bool {
      let digits = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .currencySymbol, .format: false
        default: !"+-−–,%kM.±'’".unicodeScalars.contains(scalar)
        }
      }
      return digits.allSatisfy { ("0"..."9").contains($0) } && !(digits.isEmpty && text != "–")
    }
  }

  /// The picture, as one `<svg>` element whose ids begin with the figure's id; it goes into the page as it is.
  public var svg: String
  /// The same picture drawn for a phone or half a page, if there is one; its ids differ from those of `svg`.
  public var narrowSVG: String?
  /// What stands under the picture.
  public var caption: String
  /// The data behind it, if they are shown.
  public var data: DataTable?

  /// Makes a figure of finished SVG.
  public init(svg: String, narrowSVG: String? = nil, caption: String, data: DataTable? = nil) {
    self.svg = svg
    self.narrowSVG = narrowSVG
    self.caption = caption
    self.data = data
  }

  /// Makes a figure of a scene, which follows the page's light or dark scheme.
  ///
  /// - Parameters:
  ///   - id: begins every id of the picture; no other figure of the page has it.
  ///   - wide: the picture for ``wideWidth`` points.
  ///   - narrow: the picture for ``narrowWidth`` points.
  ///   - theme: the theme that both were drawn with.
  public init(
    id: String, wide: Scene, narrow: Scene? = nil, theme: Theme, caption: String, data: DataTable? = nil
  ) {
    self.init(
      svg: SVGWriter.svg(wide, idPrefix: id, paint: .variables(theme)),
      narrowSVG: narrow.map { SVGWriter.svg($0, idPrefix: id + "-narrow", paint: .variables(theme)) },
      caption: caption, data: data)
  }

  /// A width at which the text of a picture across the page is of the size of the text around it, in points.
  public static let wideWidth = 560.0
  /// The same for a phone or half a page, in points.
  public static let narrowWidth = 240.0
}

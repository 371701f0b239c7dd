internal import Drawing
internal import Spreadsheet

/// The looks of the cells of a workbook, in the colours of the theme.
struct WorkbookLooks {
  /// The looks of texts in a column.
  struct Column {
    let head: Workbook.Format
    let text: Workbook.Format
    let wrapped: Workbook.Format
    let identifier: Workbook.Format
    let total: Workbook.Format
  }

  let title: Workbook.Format
  let note: Workbook.Format
  let link: Workbook.Format
  /// Texts of the first column, under the title.
  let first: Column
  /// Texts of the other columns, away from figures on their left.
  let further: Column
  /// Columns of figures, to the right.
  let figures: Column
  let headCenter: Workbook.Format
  let count: Workbook.Format
  let verdict: Workbook.Format
  /// Colours of what agrees and what does not.
  let good: UInt32
  let bad: UInt32
  private var numbers: [(pattern: NumberPattern, plain: Workbook.Format, total: Workbook.Format)] = []

  init(_ theme: Theme, in book: inout Workbook) {
    let muted = Self.code(theme.muted)
    let accent = Self.code(theme.proposal)
    func look(_ change: (inout CellStyle) -> Void) -> Workbook.Format {
      var style = CellStyle()
      change(&style)
      return book.format(style)
    }
    good = Self.code(theme.good)
    bad = Self.code(theme.bad)
    title = look {
      $0.isBold = true
      $0.size = 14
      $0.color = accent
    }
    note = look {
      $0.wraps = true
      $0.color = muted
      $0.alignment = .left
    }
    link = look {
      $0.color = accent
      $0.isUnderlined = true
    }
    func head(_ alignment: CellStyle.Alignment, indent: Int = 0) -> Workbook.Format {
      look {
        $0.isBold = true
        $0.color = 0xFFFFFF
        $0.ground = accent
        $0.wraps = true
        $0.alignment = alignment
        $0.indent = indent
      }
    }
    func column(_ alignment: CellStyle.Alignment, indent: Int = 0) -> Column {
      func text(_ change: (inout CellStyle) -> Void = { _ in }) -> Workbook.Format {
        look {
          $0.alignment = alignment
          $0.indent = indent
          change(&$0)
        }
      }
      return Column(
        head: head(alignment, indent: indent), text: text(), wrapped: text { $0.wraps = true },
        // The format "text" keeps what is typed over an identifier from becoming a number.
        identifier: text { $0.numberFormat = "@" },
        total: text {
          $0.isBold = true
          $0.hasRule = true
        })
    }
    first = column(.left)
    further = column(.left, indent: 1)
    figures = column(.right)
    headCenter = head(.center)
    count = look {
      $0.numberFormat = NumberPattern(decimals: 0).code
      $0.alignment = .right
    }
    verdict = look {
      $0.isBold = true
      $0.alignment = .center
    }
  }

  /// The look of a figure.
  mutating func number(_ pattern: NumberPattern, isTotal: Bool, in book: inout Workbook) -> Workbook.Format {
    // A report has a dozen patterns.
    if let found = numbers.first(where: { $0.pattern == pattern }) { return isTotal ? found.total : found.plain }
    var style = CellStyle()
    style.numberFormat = pattern.code
    style.alignment = .right
    let plain = book.format(style)
    style.isBold = true
    style.hasRule = true
    let total = book.format(style)
    numbers.append((pattern, plain, total))
    return isTotal ? total : plain
  }

  private static func code(_ color: Color) -> UInt32 { UInt32(color.hex.dropFirst(), radix: 16) ?? 0 }
}

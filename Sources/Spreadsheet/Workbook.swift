internal import CXlsxWriter
import Foundation

/// Why a workbook could not be made.
public struct WorkbookError: Error, Sendable, Equatable {
  /// What failed.
  public var message: String
}

/// An Excel workbook in the making: the Swift face of libxlsxwriter.
///
/// Text is always written as text: whatever it begins with, it is neither a formula nor a link. What goes wrong on the
/// way is told by ``bytes()``. The same calls give the same bytes.
public struct Workbook: ~Copyable {
  /// What the file says about itself.
  public struct Properties: Sendable {
    /// Title.
    public var title = ""
    /// Who made it.
    public var author = ""
    /// What it is about.
    public var subject = ""
    /// Words to find it by.
    public var keywords = ""
    /// The program that wrote it.
    public var comments = ""
    /// When it was made, in seconds since 1970. Never the clock.
    public var creationTime = 0

    /// Nothing said.
    public init() {}
  }

  /// A sheet of a workbook.
  public struct Sheet: Sendable, Equatable {
    /// Its place among the sheets, from 0.
    public let index: Int
    /// Its name as readers see it.
    public let name: String

    /// The name as formulas have it, with `!` after it.
    public var reference: String { SheetName.quoted(name) + "!" }
  }

  /// A look that cells of a workbook can have.
  public struct Format: Sendable, Equatable {
    let index: Int
  }

  /// Rows of a sheet.
  public static let rowLimit = 1_048_576
  /// Columns of a sheet.
  public static let columnLimit = 16_384

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let folder: String
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var sheetNames: Set<String> = []
  private var formats: [UnsafeMutablePointer<lxw_format>] = []
  private var formatIndices: [CellStyle: Int] = [:]
  private var tableNames: Set<String> = []
  private var failure: lxw_error?
  private var isOpen = true

  /// An empty workbook.
  ///
  /// - Throws: ``WorkbookError`` where there is no place for its temporary files.
  public init(_ properties: Properties) throws(WorkbookError) {
    try self.init(properties, below: NSTemporaryDirectory())
  }

  /// The same with its temporary files below a folder.
  init(_ properties: Properties, below parent: String) throws(WorkbookError) {
    // The library builds its parts in files, so they get a folder of their own that nobody else can read.
    // mkdtemp puts letters of its own in the place of the last six.
    var path = Array((parent + "/meio-workbook-" + String(repeating: "X", count: 6)).utf8CString)
    guard path.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else {
      throw WorkbookError(message: "no temporary folder in \(parent): \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let made = folder.withCString { place in
      var options = lxw_workbook_options()
      options.tmpdir = UnsafeMutablePointer(mutating: place)
      return workbook_new_opt(folder + "/workbook.xlsx", &options)
    }
    guard let made else {
      rmdir(folder)
      throw WorkbookError(message: "out of memory")
    }
    book = made
    self.folder = folder
    set(properties)
  }

  deinit {
    if isOpen { lxw_workbook_free(book) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func set(_ properties: Properties) {
    let texts = [properties.title, properties.author, properties.subject, properties.keywords, properties.comments]
    let copies = texts.map { strdup(CellText.clean($0)) }
    defer { for copy in copies { free(copy) } }
    var values = lxw_doc_properties()
    values.title = copies[0]
    values.author = copies[1]
    values.subject = copies[2]
    values.keywords = copies[3]
    values.comments = copies[4]
    // The library takes zero for the clock.
    values.created = properties.creationTime == 0 ? 1 : time_t(properties.creationTime)
    workbook_set_properties(book, &values)
  }

  private mutating func note(_ result: lxw_error) {
    if result != LXW_NO_ERROR, failure == nil { failure = result }
  }

  /// Adds a sheet after the others, under the name wanted or the nearest that Excel accepts.
  public mutating func addSheet(_ wanted: String) throws(WorkbookError) -> Sheet {
    let name = SheetName.legal(wanted, taken: sheetNames)
    guard let sheet = workbook_add_worksheet(book, name) else {
      throw WorkbookError(message: "the sheet \(name) cannot be made")
    }
    sheets.append(sheet)
    sheetNames.insert(name.lowercased())
    // Identifiers that look like numbers are meant to be text.
    note(
      worksheet_ignore_errors(
        sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD\(Self.rowLimit)"))
    return Sheet(index: sheets.count - 1, name: name)
  }

  /// A look, to be named by its handle in every cell.
  public mutating func format(_ style: CellStyle) -> Format {
    if let index = formatIndices[style] { return Format(index: index) }
    guard let format = workbook_add_format(book) else {
      note(LXW_ERROR_MEMORY_MALLOC_FAILED)
      return Format(index: 0)
    }
    if !style.numberFormat.isEmpty { format_set_num_format(format, style.numberFormat) }
    if style.isBold { format_set_bold(format) }
    if style.size != 11 { format_set_font_size(format, style.size) }
    if let color = style.color { format_set_font_color(format, color) }
    if let ground = style.ground { format_set_bg_color(format, ground) }
    if style.wraps { format_set_text_wrap(format) }
    if style.hasRule { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.isUnderlined { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch style.alignment {
    case .standard: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    if style.indent > 0 { format_set_indent(format, UInt8(clamping: style.indent)) }
    formats.append(format)
    formatIndices[style] = formats.count - 1
    return Format(index: formats.count - 1)
  }

  /// Writes a text, which stays one.
  public mutating func put(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ format: Format) {
    note(
      worksheet_write_string(
        sheets[sheet.index], lxw_row_t(row), lxw_col_t(column), CellText.clean(text), formats[format.index]))
  }

  /// Writes a number; what is none leaves the cell empty.
  public mutating func put(_ number: Double, _ sheet: Sheet, _ row: Int, _ column: Int, _ format: Format) {
    let (page, look) = (sheets[sheet.index], formats[format.index])
    note(
      number.isFinite
        ? worksheet_write_number(page, lxw_row_t(row), lxw_col_t(column), number, look)
        : worksheet_write_blank(page, lxw_row_t(row), lxw_col_t(column), look))
  }

  /// Writes a formula and the number that it gives, for programs that do not compute.
  public mutating func put(
    formula: String, giving value: Double, _ sheet: Sheet, _ row: Int, _ column: Int, _ format: Format
  ) {
    note(
      worksheet_write_formula_num(
        sheets[sheet.index], lxw_row_t(row), lxw_col_t(column), formula, formats[format.index],
        value.isFinite ? value : 0))
  }

  /// Writes a formula and the text that it gives.
  public mutating func put(
    formula: String, giving text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ format: Format
  ) {
    note(
      worksheet_write_formula_str(
        sheets[sheet.index], lxw_row_t(row), lxw_col_t(column), formula, formats[format.index], text))
  }

  /// Writes a text that leads to the first cell of a sheet.
  public mutating func putLink(
    to target: Sheet, _ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ format: Format
  ) {
    note(
      worksheet_write_url_opt(
        sheets[sheet.index], lxw_row_t(row), lxw_col_t(column), "internal:\(target.reference)A1",
        formats[format.index], CellText.clean(text), nil))
  }

  /// Writes a text over several columns of a row.
  public mutating func putAcross(
    _ text: String, _ sheet: Sheet, _ row: Int, columns: ClosedRange<Int>, _ format: Format
  ) {
    let page = sheets[sheet.index]
    if columns.count > 1 {
      note(
        worksheet_merge_range(
          page, lxw_row_t(row), lxw_col_t(columns.lowerBound), lxw_row_t(row), lxw_col_t(columns.upperBound),
          CellText.clean(text), formats[format.index]))
    } else {
      put(text, sheet, row, columns.lowerBound, format)
    }
  }

  /// Sets how high a row is, in points: programs differ in whether they find that out themselves.
  public mutating func setHeight(_ height: Double, _ sheet: Sheet, row: Int) {
    note(worksheet_set_row(sheets[sheet.index], lxw_row_t(row), min(height, 409), nil))
  }

  /// Sets how wide a column is, in characters.
  public mutating func setWidth(_ width: Double, _ sheet: Sheet, column: Int) {
    note(worksheet_set_column(sheets[sheet.index], lxw_col_t(column), lxw_col_t(column), width, nil))
  }

  /// Keeps the first rows and columns in view.
  public func freeze(_ sheet: Sheet, rows: Int, columns: Int) {
    worksheet_freeze_panes(sheets[sheet.index], lxw_row_t(rows), lxw_col_t(columns))
  }

  /// Sets the page that a sheet prints on, in landscape.
  ///
  /// - Parameters:
  ///   - isLetter: Whether on Letter instead of A4.
  ///   - headRow: The row repeated on every page; the sheet then takes as many pages down as it needs, else one.
  ///   - across: Pages side by side.
  ///   - headColumns: Where these are several, columns repeated on all of them.
  public mutating func setPage(
    _ sheet: Sheet, isLetter: Bool, headRow: Int? = nil, across: Int = 1, headColumns: Int = 0
  ) {
    let page = sheets[sheet.index]
    worksheet_set_landscape(page)
    worksheet_set_paper(page, isLetter ? 1 : 9)
    worksheet_fit_to_pages(page, UInt16(clamping: max(1, across)), headRow == nil ? 1 : 0)
    worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    if let headRow { note(worksheet_repeat_rows(page, lxw_row_t(headRow), lxw_row_t(headRow))) }
    if across > 1, headColumns > 0 {
      note(worksheet_repeat_columns(page, 0, lxw_col_t(headColumns - 1)))
    }
    note(worksheet_set_footer(page, "&L&8&A&R&8&P / &N"))
  }

  /// Shows a text in one colour where a cell holds it, in another where it holds anything else.
  public mutating func highlight(
    _ sheet: Sheet, rows: ClosedRange<Int>, column: Int, equal text: String, color: UInt32, otherwise other: UInt32
  ) {
    for (criterion, color) in [
      (LXW_CONDITIONAL_CRITERIA_EQUAL_TO, color), (LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO, other),
    ] {
      var style = CellStyle()
      style.isBold = true
      style.color = color
      let look = format(style)
      var rule = lxw_conditional_format()
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      rule.criteria = UInt8(criterion.rawValue)
      rule.format = formats[look.index]
      let page = sheets[sheet.index]
      let result = "\"\(text)\"".withCString { words in
        rule.value_string = UnsafeMutablePointer(mutating: words)
        return worksheet_conditional_format_range(
          page, lxw_row_t(rows.lowerBound), lxw_col_t(column), lxw_row_t(rows.upperBound), lxw_col_t(column), &rule)
      }
      note(result)
    }
  }

  /// Makes a range a table that can be filtered and sorted, and writes its heads.
  ///
  /// - Parameters:
  ///   - wanted: Its name in formulas; what names cannot hold is left out.
  ///   - rows: The row of heads and those of data, of which there is at least one.
  ///   - heads: One per column, with its look; heads that are alike are told apart by a number.
  public mutating func makeTable(
    _ wanted: String, _ sheet: Sheet, rows: ClosedRange<Int>, heads: [(title: String, format: Format)]
  ) {
    let name = TableName.legal(wanted, taken: tableNames)
    tableNames.insert(name.lowercased())
    let titles = TableName.distinct(heads.map(\.title)).map { strdup($0) }
    let words = strdup(name)
    defer {
      for title in titles { free(title) }
      free(words)
    }
    var columns: [lxw_table_column] = []
    for (title, head) in zip(titles, heads) {
      var column = lxw_table_column()
      column.header = title
      column.header_format = formats[head.format.index]
      columns.append(column)
    }
    var options = lxw_table_options()
    options.name = words
    options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    options.style_type_number = 1
    let page = sheets[sheet.index]
    let result = columns.withUnsafeMutableBufferPointer { columns in
      var list: [UnsafeMutablePointer<lxw_table_column>?] = columns.indices.map { columns.baseAddress! + $0 }
      list.append(nil)
      return list.withUnsafeMutableBufferPointer { list in
        options.columns = list.baseAddress
        return worksheet_add_table(
          page, lxw_row_t(rows.lowerBound), 0, lxw_row_t(rows.upperBound), lxw_col_t(columns.count - 1), &options)
      }
    }
    note(result)
  }

  /// The file.
  ///
  /// - Throws: ``WorkbookError`` where anything went wrong on the way.
  public consuming func bytes() throws(WorkbookError) -> [UInt8] {
    // Closing frees the book, whatever comes of it.
    isOpen = false
    let result = workbook_close(book)
    for error in [failure, result] {
      if let error, error != LXW_NO_ERROR { throw WorkbookError(message: String(cString: lxw_strerror(error))) }
    }
    guard let data = FileManager.default.contents(atPath: folder + "/workbook.xlsx") else {
      throw WorkbookError(message: "the temporary file cannot be read")
    }
    return [UInt8](data)
  }
}

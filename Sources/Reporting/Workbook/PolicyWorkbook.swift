internal import Drawing
internal import Findings
internal import Spreadsheet

/// `policy.xlsx`: every table of the report with its figures as numbers, the plan stage by stage, what an ERP takes over,
/// the settings, and formulas that hold the sheets against each other.
enum PolicyWorkbook {
  /// The file.
  ///
  /// - Parameters:
  ///   - findings: What the report says.
  ///   - workbook: What it shows in addition.
  ///   - rowLimit: Rows of a sheet.
  static func bytes(
    _ findings: StudyFindings, _ workbook: WorkbookFindings, theme: Theme, options: ReportOptions,
    rowLimit: Int = Workbook.rowLimit
  ) throws(WorkbookError) -> [UInt8] {
    let format = NumberFormat(findings.cover)
    var book = try Workbook(properties(findings.cover, options))
    var looks = WorkbookLooks(theme, in: &book)
    let contents = try book.addSheet("Contents")
    var places: [SheetPlace] = []
    func tell(_ table: FindingsTable, _ name: String, in book: inout Workbook, keepsHeads: Bool = false)
      throws(WorkbookError)
    {
      places.append(
        SheetPlace(
          sheet: try book.addSheet(name), table: SheetTable(table, format: format, keepsHeads: keepsHeads),
          rowLimit: rowLimit))
    }
    try tell(workbook.summary, "Summary", in: &book)
    try tell(workbook.policy, "Policy", in: &book)
    try tell(workbook.upload, "Upload", in: &book, keepsHeads: true)
    let checkSheet = try book.addSheet("Checks")
    try tell(workbook.parameters, "Parameters", in: &book)
    try tell(workbook.assumptions, "Assumptions", in: &book)
    for table in findings.tables { try tell(table, name(of: table), in: &book) }

    for place in places {
      SheetWriter.write(
        place, contents: contents, options: sheetOptions(place.table, workbook, options), looks: &looks, in: &book)
    }
    let checks = CheckSheet(workbook.checks, places: places)
    checks.write(on: checkSheet, contents: contents, isLetter: options.usesLetterPaper, looks: &looks, in: &book)
    ContentsSheet(cover: findings.cover, places: places, checks: checks, checkSheet: checkSheet)
      .write(on: contents, isLetter: options.usesLetterPaper, looks: looks, in: &book)
    return try book.bytes()
  }

  private static func properties(_ cover: CoverFindings, _ options: ReportOptions) -> Workbook.Properties {
    var properties = Workbook.Properties()
    properties.title = cover.title
    properties.author = cover.organisation ?? ""
    properties.subject = cover.scope
    properties.keywords = "inventory, safety stock, multi-echelon"
    properties.comments = "Run \(cover.runID), meio \(cover.toolVersion)"
    properties.creationTime = options.creationTime
    return properties
  }

  /// "Model against simulation" from "model-against-simulation".
  private static func name(of table: FindingsTable) -> String {
    table.id.prefix(1).uppercased() + table.id.dropFirst().replacing("-", with: " ")
  }

  private static func sheetOptions(
    _ table: SheetTable, _ workbook: WorkbookFindings, _ options: ReportOptions
  ) -> SheetWriter.Options {
    var chosen = SheetWriter.Options()
    chosen.isLetter = options.usesLetterPaper
    if table.id == workbook.policy.id || table.id == workbook.upload.id {
      chosen.identifiers = Set(["location", "item"].compactMap(table.position))
      // Identifiers and names of the policy stay beside its figures.
      chosen.frozenColumns = table.id == workbook.policy.id ? 4 : 2
    }
    return chosen
  }
}

internal import CCairo

/// A tagged PDF written to memory, page by page.
///
///     var document = PDFDocument(metadata: PDFMetadata(title: "Report"))
///     document.page(size: Size(595.28, 841.89)) { canvas in
///       canvas.tagged(.heading(1)) { $0.draw(title) }
///     }
///     let bytes = try document.finish()
public struct PDFDocument: ~Copyable {
  private let surface: OpaquePointer
  private let cairo: OpaquePointer
  private let sink = ByteSink()
  private let text: TextEngine
  private let problems = DrawingProblems()
  private let structure = StructureRecorder()
  private let metadata: PDFMetadata
  private var pageCount = 0
  /// Cairo's numbers of the outline entries above the next one, by level.
  private var outlineParents: [Int32] = []

  /// Begins a document.
  public init(metadata: PDFMetadata, text: TextEngine = TextEngine()) {
    self.metadata = metadata
    self.text = text
    surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.reference, 1, 1)
    // Later versions pack objects into streams, which `AccessibilityUpdate` does not read; it raises the version.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    cairo = cairo_create(surface)
    set(CAIRO_PDF_METADATA_TITLE, metadata.title)
    set(CAIRO_PDF_METADATA_AUTHOR, metadata.author)
    set(CAIRO_PDF_METADATA_SUBJECT, metadata.subject)
    set(CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords.joined(separator: ", "))
    set(CAIRO_PDF_METADATA_CREATOR, metadata.creator)
    set(CAIRO_PDF_METADATA_CREATE_DATE, metadata.creationDate)
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// Draws a page; `label` is the page number readers see.
  public mutating func page<Failure: Error>(
    size: Size, label: String? = nil, _ body: (borrowing Canvas) throws(Failure) -> Void
  ) throws(Failure) {
    guard size.width > 0, size.height > 0, size.width <= Self.largest, size.height <= Self.largest else {
      problems.note(.invalidSize(width: size.width, height: size.height))
      return
    }
    cairo_pdf_surface_set_size(surface, size.width, size.height)
    if pageCount == 0 { openStructure() }
    if let label { cairo_pdf_surface_set_page_label(surface, label.onOneLine) }
    pageCount += 1
    defer { cairo_show_page(cairo) }
    try body(Canvas(cairo: cairo, text: text, problems: problems, structure: structure))
  }

  /// Adds an outline entry that leads to a destination; level 1 is outermost, and a deeper entry belongs to the last
  /// one above it.
  public mutating func outline(_ title: String, level: Int = 1, destination: String) {
    structure.want(destination)
    let depth = min(max(level - 1, 0), outlineParents.count)
    outlineParents.removeSubrange(depth...)
    let entry = cairo_pdf_surface_add_outline(
      surface, outlineParents.last ?? CAIRO_PDF_OUTLINE_ROOT, title.onOneLine,
      "dest=\(TagAttributes.quoted(destination))",
      depth == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0))
    outlineParents.append(entry)
  }

  /// Ends the document and gives its bytes.
  public consuming func finish() throws(DrawingError) -> [UInt8] {
    guard pageCount > 0 else { throw problems.first ?? .noPages }
    cairo_tag_end(cairo, StructureRole.document.name)
    structure.end()
    cairo_surface_finish(surface)
    if let problem = problems.first { throw problem }
    if let name = structure.missingDestination { throw .missingDestination(name) }
    if let problem = DrawingError(cairo_status(cairo)) ?? DrawingError(cairo_surface_status(surface)) { throw problem }
    return try AccessibilityUpdate.applied(
      to: sink.bytes, language: metadata.language, elements: structure.elements)
  }

  /// A document of one page that is one picture, with so many points of white around it.
  public static func single(
    _ scene: Scene, margin: Double = 0, metadata: PDFMetadata? = nil, text: TextEngine = TextEngine()
  ) throws(DrawingError) -> [UInt8] {
    var document = PDFDocument(metadata: metadata ?? PDFMetadata(title: scene.title), text: text)
    let size = Size(scene.size.width + 2 * margin, scene.size.height + 2 * margin)
    document.page(size: size) { canvas in
      canvas.tagged(.figure, alternative: scene.summary) { $0.draw(scene, at: Point(margin, margin)) }
    }
    return try document.finish()
  }
}

extension PDFDocument {
  /// The largest side of a page in PDF 1.5, in points (200 inches).
  private static let largest = 14_400.0

  private func set(_ field: cairo_pdf_metadata_t, _ value: String) {
    if !value.isEmpty { cairo_pdf_surface_set_metadata(surface, field, value.onOneLine) }
  }

  /// Everything stands in a Document: a link outside it would damage the file.
  private func openStructure() {
    do {
      try structure.begin(.document)
    } catch {
      problems.note(error)
    }
    cairo_tag_begin(cairo, StructureRole.document.name, nil)
  }
}

internal import CCairo

/// Sets and measures text with Pango, the same for every renderer: 72 dpi, no hinting, no rounding of positions.
///
/// It keeps caches and is not thread-safe: make one for each task.
public final class TextEngine: TextMeasuring {
  /// Families tried when a font lacks a character or is missing.
  public let fallbackFamilies: [String]

  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private var descriptions: [Font: OpaquePointer] = [:]
  private var extents: [LineKey: TextExtent] = [:]
  private var layouts: [LineKey: OpaquePointer] = [:]

  private struct LineKey: Hashable {
    let string: String
    let font: Font
  }

  /// Cached lines beyond this number make room for new ones.
  private static let cacheLimit = 8192

  /// Makes an engine; `language` (BCP 47) steers letter forms and line breaking, never the environment.
  public init(fallbackFamilies: [String] = ["Inter", "DejaVu Sans"], language: String = "en") {
    self.fallbackFamilies = fallbackFamilies
    fontMap = pango_cairo_font_map_new()
    pango_cairo_font_map_set_resolution(OpaquePointer(fontMap), 72)
    context = pango_font_map_create_context(fontMap)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string(language.withoutControls))
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
  }

  deinit {
    for layout in layouts.values { g_object_unref(UnsafeMutableRawPointer(layout)) }
    for description in descriptions.values { pango_font_description_free(description) }
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(UnsafeMutableRawPointer(fontMap))
  }

  /// The extent of a line of text.
  public func extent(of string: String, font: Font) -> TextExtent {
    let key = LineKey(string: string, font: font)
    if let known = extents[key] { return known }
    let layout = lineLayout(of: string, font: font)
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    let baseline = Double(pango_layout_get_baseline(layout)) / Self.unit
    let extent = TextExtent(
      width: Double(logical.width) / Self.unit, ascent: baseline - Double(logical.y) / Self.unit,
      descent: Double(logical.y + logical.height) / Self.unit - baseline)
    if extents.count >= Self.cacheLimit { extents.removeAll(keepingCapacity: true) }
    extents[key] = extent
    return extent
  }

  /// The family that stands in for a font on this machine; another than asked for where it is not installed.
  public func resolvedFamily(of font: Font) -> String? {
    guard let loaded = pango_font_map_load_font(fontMap, context, description(of: font)) else { return nil }
    defer { g_object_unref(UnsafeMutableRawPointer(loaded)) }
    guard let found = pango_font_describe(loaded) else { return nil }
    defer { pango_font_description_free(found) }
    return pango_font_description_get_family(found).map { String(cString: $0) }
  }

  /// How many characters no installed font can draw; they appear as boxes.
  public func unknownGlyphCount(in string: String, font: Font) -> Int {
    Int(pango_layout_get_unknown_glyphs_count(lineLayout(of: string, font: font)))
  }

  /// Breaks runs into lines of at most `width` points, between words where it can, else within them.
  ///
  /// U+2028 in a run begins a new line. `lineHeight` is the distance of baselines, in points; `nil` takes it from the fonts.
  public func paragraph(
    _ runs: [TextRun], width: Double, alignment: TextAlignment = .start, lineHeight: Double? = nil
  ) -> ParagraphLayout {
    let plain = runs.map { run in
      var copy = run
      copy.string = run.string.withoutControls
      return copy
    }
    let layout = newLayout(text: plain.map(\.string).joined())
    if let first = plain.first { pango_layout_set_font_description(layout, description(of: first.font)) }
    pango_layout_set_width(layout, Int32(min(max(width, 1), Self.longest) * Self.unit))
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    let attributes = pango_attr_list_new()
    var start: UInt32 = 0
    for run in plain {
      let end = start + UInt32(run.string.utf8.count)
      for attribute in self.attributes(of: run) {
        attribute.pointee.start_index = start
        attribute.pointee.end_index = end
        pango_attr_list_insert(attributes, attribute)
      }
      start = end
    }
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    return ParagraphLayout(
      owning: layout, runs: plain, width: width, alignment: alignment, lineHeight: lineHeight)
  }
}

extension TextEngine {
  /// Pango units in a point.
  static let unit = 1024.0

  /// The longest line, in points, that Pango's whole numbers can hold with room to spare.
  static let longest = 1_000_000.0

  /// The layout of one line, owned by the engine: use it before the next call.
  func lineLayout(of string: String, font: Font) -> OpaquePointer {
    let key = LineKey(string: string, font: font)
    if let known = layouts[key] { return known }
    let layout = newLayout(text: TextDirection.isolated(string.onOneLine))
    pango_layout_set_font_description(layout, description(of: font))
    if font.tabularFigures {
      let attributes = pango_attr_list_new()
      pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"))
      pango_layout_set_attributes(layout, attributes)
      pango_attr_list_unref(attributes)
    }
    if layouts.count >= Self.cacheLimit {
      for old in layouts.values { g_object_unref(UnsafeMutableRawPointer(old)) }
      layouts.removeAll(keepingCapacity: true)
    }
    layouts[key] = layout
    return layout
  }

  private func newLayout(text: String) -> OpaquePointer {
    let layout: OpaquePointer = pango_layout_new(context)
    pango_layout_set_text(layout, text, Int32(clamping: text.utf8.count))
    return layout
  }

  private func description(of font: Font) -> OpaquePointer {
    if let known = descriptions[font] { return known }
    let description: OpaquePointer = pango_font_description_new()
    let families = [font.family] + fallbackFamilies.filter { $0 != font.family }
    pango_font_description_set_family(description, families.joined(separator: ",").withoutControls)
    let size = font.size.isFinite ? min(max(font.size, 0.1), 10_000) : 0.1
    pango_font_description_set_absolute_size(description, size * Self.unit)
    pango_font_description_set_weight(description, PangoWeight(UInt32(font.weight.rawValue)))
    pango_font_description_set_style(description, font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    descriptions[font] = description
    return description
  }

  /// Font, features and colour of a run; the colour also keeps Pango from merging neighbouring runs.
  private func attributes(of run: TextRun) -> [UnsafeMutablePointer<PangoAttribute>] {
    func component(_ value: Double) -> UInt16 { UInt16(min(max(value, 0), 1) * 65535) }
    var result: [UnsafeMutablePointer<PangoAttribute>] = [
      pango_attr_font_desc_new(description(of: run.font)),
      pango_attr_foreground_new(
        component(run.color.red), component(run.color.green), component(run.color.blue)),
    ]
    if run.font.tabularFigures { result.append(pango_attr_font_features_new("tnum=1")) }
    return result
  }
}

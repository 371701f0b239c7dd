public import Drawing

/// Phases as bars over a calendar, each with a gate at its end and a note at the right.
public struct GanttChart: Chart, Equatable {
  /// One step of the calendar, usually a month.
  public struct Period: Sendable, Equatable {
    /// Its name ("Mar").
    public var name: String
    /// What several periods share, shown once ("2026").
    public var group: String

    /// Makes a period.
    public init(name: String, group: String) {
      self.name = name
      self.group = group
    }
  }

  /// One row.
  public struct Phase: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// When it begins, in periods from the first.
    public var start: Double
    /// When it ends, in periods from the first.
    public var end: Double
    /// Whether a gate stands at its end.
    public var hasGate: Bool
    /// Text at the right.
    public var note: String
    /// Its colour.
    public var ink: Ink
    /// Whether it lies ahead: hatched and outlined, else solid.
    public var isPlanned: Bool

    /// Makes a row.
    public init(
      name: String, start: Double, end: Double, hasGate: Bool = true, note: String = "", ink: Ink = .proposal,
      isPlanned: Bool = true
    ) {
      self.name = name
      self.start = start
      self.end = end
      self.hasGate = hasGate
      self.note = note
      self.ink = ink
      self.isPlanned = isPlanned
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The calendar.
  public var periods: [Period]
  /// The rows, top to bottom.
  public var phases: [Phase]
  /// Name of the gates in the key; empty = no key.
  public var gateName: String
  /// Head of the notes.
  public var noteName: String

  /// Makes a chart.
  public init(
    heading: ChartHeading, periods: [Period], phases: [Phase], gateName: String = "", noteName: String = ""
  ) {
    self.heading = heading
    self.periods = periods
    self.phases = phases
    self.gateName = gateName
    self.noteName = noteName
  }

  /// Whether there is no row or no calendar.
  public var isEmpty: Bool { phases.isEmpty || periods.isEmpty }

  /// Refuses times that are not finite or outside of the calendar.
  public func validate() throws(ChartError) {
    for phase in phases {
      try requireFinite([phase.start, phase.end], series: phase.name)
      guard periods.isEmpty || phase.start >= 0 && phase.start <= phase.end && phase.end <= Double(periods.count)
      else {
        throw ChartError(chart: heading.title, series: phase.name, reason: .outsideCalendar)
      }
    }
  }

  /// Draws the calendar and the bars.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let rows = RowLayout(
      pen, left: origin.x, width: width, names: phases.map(\.name), notes: phases.map(\.note) + [noteName],
      noteShare: 0.26)
    let noteLines = phases.map { pen.lines($0.note, .value, width: rows.noteWidth + 0.5, limit: 2).count }
    let band = max(14, Double(noteLines.max() ?? 1) * pen.lineHeight(.value))
    let scale = LinearScale(
      0...Double(periods.count), from: rows.plotLeft + (rows.namesAbove ? 6 : 0), to: rows.plotRight - 6)
    var plot = Plot()
    if phases.contains(where: \.hasGate) {
      plot = pen.key(
        [KeyEntry(.symbol(.diamond, .text, filled: true), gateName)], left: rows.plotLeft, top: origin.y,
        width: rows.plotWidth)
    }
    let calendarTop = origin.y + plot.height
    let calendarHeight = 2 * pen.lineHeight(.axis) + 5
    let bands = BandScale(
      start: calendarTop + calendarHeight + rows.nameHeight(pen), band: band, gap: 7 + rows.nameHeight(pen),
      count: phases.count)
    plot.add(calendar(scale, pen, top: calendarTop, bottom: bands.end + 3, crossing: !rows.namesAbove))
    plot.add(
      rows.note(
        noteName, pen, style: .axis, pen.color(.muted), top: calendarTop + pen.lineHeight(.axis),
        height: pen.lineHeight(.axis)))
    for (index, phase) in phases.enumerated() {
      let (top, center) = (bands.start(of: index), bands.center(of: index))
      var parts = rows.name(phase.name, pen, top: top, height: band)
      let (start, end) = (scale.position(phase.start), scale.position(phase.end))
      let fill: BarFill = phase.isPlanned ? .hatched(phase.ink) : .solid(phase.ink)
      parts.append(pen.bar(from: start, to: max(end, start + 1), top: center - 5, height: 10, fill))
      if phase.hasGate { parts += gate(at: Point(end, center), pen) }
      parts += rows.note(phase.note, pen, style: .value, pen.color(.text), top: top, height: band)
      plot.addGroup("phase", tooltip: phase.name, parts)
    }
    plot.height = bands.end + 4 - origin.y
    return plot
  }

  /// A diamond with a rim of paper, so that it stands apart from its bar.
  private func gate<Text>(at center: Point, _ pen: Pen<Text>) -> [SceneElement] {
    [
      pen.symbol(.diamond, at: center, size: 13, pen.theme.paper),
      pen.symbol(.diamond, at: center, size: 9.5, pen.color(.text)),
    ]
  }

  /// Names of periods, each group named once, and a line where a named period begins.
  private func calendar<Text>(
    _ scale: LinearScale, _ pen: Pen<Text>, top: Double, bottom: Double, crossing: Bool
  ) -> [SceneElement] {
    let line = pen.lineHeight(.axis)
    let first = top + 2 * line + 3
    let centers = periods.indices.map { scale.position(Double($0) + 0.5) }
    var parts = pen.tickLabels(
      centers, periods.map { pen.fitted($0.name, .axis, width: scale.end - scale.start) }, top: top + line,
      within: scale.start...scale.end)
    let starts = periods.indices.filter { $0 == 0 || periods[$0].group != periods[$0 - 1].group }
    var free = scale.start
    for (rank, index) in starts.enumerated() {
      let x = scale.position(Double(index))
      let end = rank + 1 < starts.count ? scale.position(Double(starts[rank + 1])) - 4 : scale.end
      let name = pen.fitted(periods[index].group, .axis, width: end - x)
      if x >= free, !name.isEmpty, name != "…" {
        parts.append(pen.line(name, .axis, pen.color(.text), x: x, top: top))
        free = x + pen.width(name, .axis) + 4
      }
      if index > 0, crossing {
        parts.append(
          .shape(
            SceneShape(
              .polyline([Point(x, first), Point(x, bottom)]), stroke: Stroke(pen.color(.baseline), width: 0.5))))
      }
    }
    if crossing {
      // Lines closer than a few points would be a grey area.
      let step = max(Int((6 * Double(periods.count) / (scale.end - scale.start)).rounded(.up)), 1)
      let marked = stride(from: 0, to: periods.count, by: step)
      let lines = marked.filter { !starts.contains($0) }.map { scale.position(Double($0)) } + [scale.end]
      parts += lines.map { pen.gridLine(from: Point($0, first), to: Point($0, bottom)) }
    }
    parts.append(
      .shape(
        SceneShape(
          .polyline([Point(scale.start, first), Point(scale.end, first)]), stroke: Stroke(pen.color(.muted), width: 0.5)
        )))
    return parts
  }
}

/// Where pages end, chosen for all pages of a part together so that they are filled well (the idea of D. E. Knuth and
/// M. F. Plass, "Breaking paragraphs into lines", 1981, doi:10.1002/spe.4380111102, on pages): a dynamic programme over
/// the places where a page may end.
///
/// A figure that does not fit may shrink, or let the text after it go first and stand at the top of the next page. What
/// each of that costs is weighed against white at the foot of a page. With n chunks, p of them on a page and f figures
/// among these, O(n p (1 + f)²) steps.
struct PageBreaks {
  /// What stands on a page, from top to bottom.
  struct Page: Equatable {
    /// Which chunks.
    var chunks: [Int] = []
    /// The size of its pictures, 1 as they were drawn.
    var scale = 1.0
  }

  /// The smallest size that pictures take to fit on a page.
  static let smallestScale = 0.75
  /// Heights that differ by rounding alone count as equal, in points.
  static let tolerance = 0.01

  /// What is amiss with a page, in pages: one that is not needed costs 1.
  private enum Cost {
    static let page = 1.0
    /// White at the foot: by its square, and steeply where it is more than a fifth of the page.
    static func hole(_ share: Double) -> Double { 10 * share * share + 60 * max(0, share - 0.205) }
    /// Pictures smaller than they were drawn.
    static func shrinking(to scale: Double) -> Double {
      let share = (1 - scale) / (1 - PageBreaks.smallestScale)
      return 0.1 + 0.8 * share * share
    }
    static let floating = 0.3
    static let floatingPastHeading = 0.3
    /// A figure left out: less than the page that it would ask for.
    static let omission = 0.95
    /// A last page with hardly anything on it.
    static let strayPage = 0.5
    static let strayShare = 0.15
  }

  /// The cheapest way to a place between two chunks.
  private struct Arrival {
    /// The figure that goes to the top of the next page, if any.
    var waiting: Int?
    var cost: Double
    var scale = 1.0
    /// Whether the page that ends here goes without what is optional.
    var omits = false
    /// The place the page began at, and the arrival there.
    var origin: (place: Int, arrival: Int)?
  }

  private let chunks: [PageChunk]
  private let pageHeight: Double
  private var arrivals: [[Arrival]]

  private init(_ chunks: [PageChunk], pageHeight: Double) {
    self.chunks = chunks
    self.pageHeight = pageHeight
    arrivals = Array(repeating: [], count: chunks.count + 1)
  }

  /// The pages of a part: its first chunk starts a page and nothing follows on its last.
  static func pages(of chunks: [PageChunk], pageHeight: Double) -> [Page] {
    var search = PageBreaks(chunks, pageHeight: pageHeight)
    return search.best()
  }

  private mutating func best() -> [Page] {
    arrivals[0] = [Arrival(cost: 0)]
    let mayOmit = chunks.contains(where: \.isOptional)
    for place in arrivals.indices {
      // A page with the waiting figure alone leads back to the same place, where nothing waits any more.
      for index in arrivals[place].indices where arrivals[place][index].waiting != nil {
        extend(place, index, omitting: false)
        if mayOmit { extend(place, index, omitting: true) }
      }
      guard place < chunks.count, let index = arrivals[place].firstIndex(where: { $0.waiting == nil }) else { continue }
      extend(place, index, omitting: false)
      if mayOmit { extend(place, index, omitting: true) }
    }
    return wayBack()
  }

  private func wayBack() -> [Page] {
    var pages: [Page] = []
    var place = chunks.count
    var step = arrivals[place].first { $0.waiting == nil }
    while let arrival = step, let origin = arrival.origin {
      let before = arrivals[origin.place][origin.arrival]
      let following = (origin.place..<place).filter { index in
        index != arrival.waiting && !(arrival.omits && chunks[index].isOptional)
      }
      let page = Page(chunks: (before.waiting.map { [$0] } ?? []) + following, scale: arrival.scale)
      if !page.chunks.isEmpty { pages.append(page) }
      place = origin.place
      step = before
    }
    return pages.reversed()
  }

  /// All pages that may begin at a place.
  private mutating func extend(_ place: Int, _ index: Int, omitting: Bool) {
    for figure in fill(place, index, holdingBack: nil, omitting: omitting) {
      _ = fill(place, index, holdingBack: figure, omitting: omitting)
    }
  }

  /// The pages from a place on, each one chunk longer than the one before.
  ///
  /// - Returns: the figures met that may go to the next page.
  private mutating func fill(
    _ place: Int, _ index: Int, holdingBack figure: Int?, omitting: Bool
  ) -> [Int] {
    let start = arrivals[place][index]
    var floats: [Int] = []
    var isEmpty = true
    var height = 0.0
    var pictures = 0.0
    var arrival = Arrival(
      waiting: figure, cost: start.cost + Cost.page + (figure == nil ? 0 : Cost.floating), omits: omitting,
      origin: (place, index))

    func add(_ chunk: PageChunk) {
      height += (isEmpty ? chunk.topHeight : chunk.spaceBefore) + chunk.height
      pictures += chunk.pictureHeight
      isEmpty = false
    }
    if let waiting = start.waiting {
      add(chunks[waiting])
      if figure == nil { arrive(at: place, arrival, height, pictures) }
    }
    var next = place
    while next < chunks.count {
      let chunk = chunks[next]
      if let figure, next > figure {
        // A figure stays in its section and in the order of the figures.
        if chunk.startsSection || chunk.floats { break }
        if chunk.hasHeading { arrival.cost += Cost.floatingPastHeading }
      }
      if omitting, chunk.isOptional {
        arrival.cost += Cost.omission
      } else if next != figure {
        let isFirst = isEmpty
        if chunk.floats, !isFirst { floats.append(next) }
        add(chunk)
        let least = height - (1 - Self.smallestScale) * pictures
        if !isFirst, least > pageHeight + Self.tolerance { break }
      }
      next += 1
      // No figure stands between the rows of a table.
      if let figure, next <= figure + 1 || (next < chunks.count && chunks[next].continuesTable) { continue }
      arrive(at: next, arrival, height, pictures)
    }
    return figure == nil ? floats : []
  }

  /// Notes the way to a place, if it is the cheapest so far.
  private mutating func arrive(at place: Int, _ way: Arrival, _ height: Double, _ pictures: Double) {
    var arrival = way
    let excess = height - pageHeight
    if excess > Self.tolerance, pictures > 0 {
      arrival.scale = max(1 - excess / pictures, Self.smallestScale)
      arrival.cost += Cost.shrinking(to: arrival.scale)
    }
    let used = min(height / pageHeight, 1)
    if place == chunks.count, arrival.waiting == nil {
      if used < Cost.strayShare { arrival.cost += Cost.strayPage }
    } else {
      arrival.cost += Cost.hole(1 - used)
    }
    if place > (way.origin?.place ?? 0), place < chunks.count { arrival.cost += chunks[place - 1].breakCost }
    if let known = arrivals[place].firstIndex(where: { $0.waiting == arrival.waiting }) {
      if arrival.cost < arrivals[place][known].cost { arrivals[place][known] = arrival }
    } else {
      arrivals[place].append(arrival)
    }
  }
}

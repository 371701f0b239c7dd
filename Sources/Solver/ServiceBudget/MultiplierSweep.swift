/// The frontier of a system that another method can optimise at any price of service.
///
/// A solver that minimises holding cost plus backorder cost rate × what is not served finds, whatever the rate, a
/// plan on the lower convex hull of all plans, and every vertex of the hull at some rate (Everett 1963,
/// doi:10.1287/opre.11.3.399). Which rates to ask for follows from the vertices known: the slope of the line through two
/// neighbours either finds a vertex between them or proves that there is none (Eisner & Severance 1976,
/// doi:10.1145/321978.321982). Plans inside the hull that no rate finds cost at most a gap that the hull states.
public enum MultiplierSweep {
  /// What a solver found at a rate.
  public struct Outcome: Sendable, Equatable {
    /// Holding cost, without what the rate charges, in money.
    public var cost: Double
    /// Demand-weighted service: a fraction, or any quantity that the rate rewards per unit (such as less backorders).
    public var service: Double

    /// Makes an outcome.
    public init(cost: Double, service: Double) {
      self.cost = cost
      self.service = service
    }
  }

  /// The vertices of the hull between two rates.
  ///
  /// - Parameters:
  ///   - rates: the lowest and the highest backorder cost rate of interest, above 0, in money per unit of service.
  ///   - tolerance: edges beyond which no plan can serve more than this are not split. 0 finds every vertex, which only
  ///     systems with a finite number of plans have.
  ///   - maximumSolves: most calls of the solver; the widest gaps come first.
  ///   - solve: the plan of least cost − rate × service at a rate.
  /// - Throws: ``SolverError/invalid(reason:)`` for rates or outcomes that make no sense, and what the solver throws.
  ///
  /// Complexity: 2 × vertices − 1 solves for all vertices.
  public static func hull(
    rates: ClosedRange<Double>, tolerance: Double = 0, maximumSolves: Int = 200,
    solve: (_ backorderCostRate: Double) throws(SolverError) -> Outcome
  ) throws(SolverError) -> ServiceHull {
    guard rates.lowerBound > 0, rates.upperBound < .infinity, tolerance >= 0, maximumSolves >= 2 else {
      throw .invalid(reason: "a sweep from \(rates.lowerBound) to \(rates.upperBound) in \(maximumSolves) solves")
    }
    func vertex(_ rate: Double) throws(SolverError) -> ServiceHull.Vertex {
      let outcome = try solve(rate)
      guard outcome.cost.isFinite, outcome.service.isFinite else {
        throw .invalid(reason: "at a backorder cost rate of \(rate) the solver found no finite outcome")
      }
      return ServiceHull.Vertex(
        cost: outcome.cost, service: outcome.service, lowestRate: rate, highestRate: rate)
    }
    let first = try vertex(rates.lowerBound)
    let last = try vertex(rates.upperBound)
    var solves = 2
    guard last.service > first.service, last.cost > first.cost else {
      var only = first
      only.highestRate = last.lowestRate
      return ServiceHull(vertices: [only], isComplete: true, solves: solves)
    }
    var vertices = [first, last]
    while let edge = ServiceHull.widestEdge(vertices, above: tolerance) {
      guard solves < maximumSolves else { return ServiceHull(vertices: vertices, isComplete: false, solves: solves) }
      let (left, right) = (vertices[edge], vertices[edge + 1])
      let rate = (right.cost - left.cost) / (right.service - left.service)
      let found = try vertex(rate)
      solves += 1
      let better = rate * found.service - found.cost - (rate * left.service - left.cost)
      let scale = abs(rate * found.service) + abs(found.cost)
      if better > 1e-12 * scale, found.service > left.service, found.service < right.service {
        vertices.insert(found, at: edge + 1)
      } else {
        vertices[edge].highestRate = rate
        vertices[edge + 1].lowestRate = rate
      }
    }
    return ServiceHull(vertices: vertices, isComplete: true, solves: solves)
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "multiplier-sweep", model: .serviceBudget,
      summary: "the convex hull of the frontier of any system that can be optimised at a backorder cost rate",
      topologies: [.acyclic], demand: "that of the solver swept", guarantee: .boundedGap,
      source: "Everett 1963, doi:10.1287/opre.11.3.399; Eisner & Severance 1976, doi:10.1145/321978.321982")
  }
}

/// The lower convex hull of cost by service, vertex by vertex.
public struct ServiceHull: Sendable, Equatable {
  /// A plan that is the best at some rate.
  public struct Vertex: Sendable, Equatable {
    /// Holding cost, in money.
    public var cost: Double
    /// Demand-weighted service.
    public var service: Double
    /// The lowest backorder cost rate at which the plan is known to be the best, in money per unit of service.
    public internal(set) var lowestRate: Double
    /// The highest one: the marginal cost of serving more from here on.
    public internal(set) var highestRate: Double
  }

  /// The vertices, cheapest first.
  public let vertices: [Vertex]
  /// Whether no edge hides more than the tolerance asked for.
  public let isComplete: Bool
  /// Calls of the solver.
  public let solves: Int

  /// The best vertex within a budget, its position, and a service that no plan of the budget exceeds.
  ///
  /// - Returns: `nil` where the budget is below the first vertex.
  public func plan(forBudget budget: Double) -> (position: Int, serviceBound: Double)? {
    guard let position = vertices.lastIndex(where: { $0.cost <= budget }) else { return nil }
    let bound = vertices.reduce(Double.infinity) { bound, vertex in
      let rate = budget >= vertex.cost ? vertex.highestRate : vertex.lowestRate
      return min(bound, vertex.service + (budget - vertex.cost) / rate)
    }
    return (position, max(bound, vertices[position].service))
  }

  /// The cheapest vertex that gives a service, its position, and a cost that no plan of that service undercuts.
  ///
  /// - Returns: `nil` where the service is above the last vertex.
  public func plan(forService service: Double) -> (position: Int, costBound: Double)? {
    guard let position = vertices.firstIndex(where: { $0.service >= service }) else { return nil }
    let bound = vertices.reduce(-Double.infinity) { bound, vertex in
      let rate = service >= vertex.service ? vertex.highestRate : vertex.lowestRate
      return max(bound, vertex.cost + (service - vertex.service) * rate)
    }
    return (position, min(bound, vertices[position].cost))
  }

  /// The vertices as one curve among others that share a budget: a whole network beside single stages. Its levels
  /// are positions of vertices. Needs a service in fractions.
  public func curve(weight: Double, floor: Double = 0) -> ServiceCurve {
    ServiceCurve(
      stock: vertices.map(\.cost), service: vertices.map(\.service), weight: weight, costRate: 1, floor: floor)
  }

  /// The edge under which most can hide, if it is more than a tolerance; `nil` where there is none.
  ///
  /// Nothing lies beyond the lines of the two vertices' own rates, which meet above the edge.
  static func widestEdge(_ vertices: [Vertex], above tolerance: Double) -> Int? {
    var widest: (edge: Int, gap: Double)?
    for edge in vertices.indices.dropLast() {
      let (left, right) = (vertices[edge], vertices[edge + 1])
      let (cost, service) = (right.cost - left.cost, right.service - left.service)
      let chord = cost / service
      // Slopes of service by cost: left ≥ chord ≥ right.
      let (steep, mean, flat) = (1 / left.highestRate, 1 / chord, 1 / right.lowestRate)
      guard steep > mean * (1 + 1e-12), mean > flat * (1 + 1e-12) else { continue }
      let place = (service - flat * cost) / (steep - flat)
      let gap = (steep - mean) * place
      if gap > tolerance, gap > widest?.gap ?? 0 { widest = (edge, gap) }
    }
    return widest?.edge
  }
}

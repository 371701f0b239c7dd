import SupplyNetwork

/// One of those who share a supplier's stock when it ships, in every world: its consumers, or a customer's orders.
struct Claim<Scalar: LaneScalar> {
  /// Due, in units of the customer's item.
  var due = Lanes<Scalar>()
  /// Of that, what fell due in the period.
  var newlyDue = Lanes<Scalar>()
  /// What is due over an open link, in units of the supplier's item.
  var wanted = Lanes<Scalar>()
  /// What of it is granted, as a fraction.
  var fraction = Lanes<Scalar>()
}

/// How far a claim has been looked through, from the youngest part to the oldest. In units of the supplier's item.
struct ClaimAges<Scalar: LaneScalar> {
  /// What fell due in the period looked at.
  var current = Lanes<Scalar>()
  /// What has been looked at so far.
  var seen = Lanes<Scalar>()
  /// What of it has to wait.
  var kept = Lanes<Scalar>()
}

/// A claim as a function of the time t that all are to last: rate × t − ahead, from 0 to what is wanted. In units of the
/// supplier's item.
struct ClaimShare<Scalar: LaneScalar> {
  /// Units per period.
  var rate = Lanes<Scalar>()
  /// Units that the customer has beyond what it needs until they arrive.
  var ahead = Lanes<Scalar>()
  /// 1 where neither end is known to hold.
  var isFree = Lanes<Scalar>()
  /// 1 where all that is wanted is granted.
  var isFull = Lanes<Scalar>()
}

/// Memory for suppliers that do not share in proportion: a few claims, used by one supplier after the other.
struct AllocationState<Scalar: LaneScalar>: ~Copyable {
  /// Consumers first, then customers in the order of the links.
  let claims: UnsafeMutablePointer<Claim<Scalar>>
  let ages: UnsafeMutablePointer<ClaimAges<Scalar>>
  let shares: UnsafeMutablePointer<ClaimShare<Scalar>>
  let history: DueHistory

  init(_ program: PlayProgram) {
    func zeros<Value>(_ value: Value, _ count: Int) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: count)
      memory.initialize(repeating: value, count: count)
      return memory
    }
    let rules = program.stages.map(\.allocation)
    func most(_ rule: AllocationRule) -> Int {
      1 + (program.stages.filter { $0.allocation == rule }.map(\.customerLinks.count).max() ?? 0)
    }
    claims = zeros(
      Claim(), AllocationRule.allCases.filter { rules.contains($0) && $0 != .proportional }.map(most).max() ?? 1)
    ages = zeros(ClaimAges(), most(.firstCome))
    shares = zeros(ClaimShare(), most(.fairShare))
    history = program.dueHistory
  }

  deinit {
    claims.deallocate()
    ages.deallocate()
    shares.deallocate()
  }
}

/// What fell due in the past, where orders are filled by age: as a claim is filled from its oldest part, what is left of it
/// is what fell due last.
struct DueHistory: Sendable {
  /// Periods that are kept: what has been due for longer counts as of one age.
  static let longestAge = 256

  /// Periods kept.
  private(set) var length = 1
  /// By link, then by position of the stage for its consumers.
  private var rings: [Ring] = []
  private var linkCount = 0

  /// No history.
  init() {}

  /// The history of a program's links and stages, over a number of periods.
  init(_ program: PlayProgram, periods: Int, end: inout Int) {
    while length < min(periods, Self.longestAge) { length *= 2 }
    linkCount = program.links.count
    for link in program.links.indices { add(program.links[link].supplier, program, &end) }
    for place in program.stages.indices { add(place, program, &end) }
  }

  private mutating func add(_ supplier: Int, _ program: PlayProgram, _ end: inout Int) {
    let isKept = supplier >= 0 && program.stages[supplier].allocation == .firstCome
    rings.append(Ring(longestWait: isKept ? length - 1 : 0, end: &end))
  }

  /// What fell due over links, in units of the supplier's item.
  func ofLink(_ link: Int) -> Ring { rings[link] }
  /// What fell due for consumers.
  func ofConsumers(at place: Int) -> Ring { rings[linkCount + place] }
}

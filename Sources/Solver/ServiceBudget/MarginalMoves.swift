/// Marginal analysis (Fox 1966, doi:10.1287/mnsc.13.3.210): of all next moves the one of the highest ratio, in a heap.
///
/// Since the ratios of each curve fall, the state after every move serves the most that its cost can buy.
/// Complexity: O(curves) to start, O(log curves) and one evaluation of a curve per move.
struct MarginalMoves {
  /// The next move of a curve.
  struct Move {
    var curve: Int
    var level: Double
    var value: PreparedCurve.Value
    /// Weighted service gained per money.
    var ratio: Double
    /// Money.
    var cost: Double
    /// Weighted service gained.
    var gain: Double

    /// Whether this move comes before another.
    func precedes(_ other: Move) -> Bool { ratio != other.ratio ? ratio > other.ratio : curve < other.curve }
  }

  private let set: CurveSet
  private(set) var state: CurveState
  /// A binary heap, the best first.
  private(set) var moves: [Move] = []

  init(_ set: CurveSet, from state: CurveState) {
    self.set = set
    self.state = state
    for index in set.curves.indices {
      if let move = nextMove(of: index) { moves.append(move) }
    }
    for place in stride(from: moves.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  /// The best move; `nil` where all is bought.
  var best: Move? { moves.first }

  /// Makes the best move.
  mutating func make() {
    guard let move = moves.first else { return }
    state.move(move.curve, to: move.level, move.value, in: set)
    if let next = nextMove(of: move.curve) {
      moves[0] = next
      sink(0)
    } else {
      drop()
    }
  }

  /// Gives up the best move, and with it all later ones of its curve.
  mutating func drop() {
    let last = moves.removeLast()
    guard !moves.isEmpty else { return }
    moves[0] = last
    sink(0)
  }

  /// Makes a move that need not be the best; nothing can be asked of the heap afterwards.
  consuming func finished(with move: Move) -> CurveState {
    state.move(move.curve, to: move.level, move.value, in: set)
    return state
  }

  private func nextMove(of index: Int) -> Move? {
    let curve = set.curves[index]
    let here = state.values[index]
    guard let (level, value) = curve.move(from: state.levels[index], value: here, tables: set.tables) else {
      return nil
    }
    let ratio = curve.ratio(from: here, to: value)
    guard ratio > 0 else { return nil }
    return Move(
      curve: index, level: level, value: value, ratio: ratio, cost: curve.costRate * (value.stock - here.stock),
      gain: curve.gain * (here.shortfall - value.shortfall))
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < moves.count else { return }
      if child + 1 < moves.count, moves[child + 1].precedes(moves[child]) { child += 1 }
      guard moves[child].precedes(moves[place]) else { return }
      moves.swapAt(child, place)
      place = child
    }
  }
}

/// What a point of sale would have sold with enough on the shelf, as far as its own records tell, in every world.
///
/// What an empty shelf sold is less than what was asked for, and is put up to the smoothed mean of the periods that ended
/// with stock (see ``EchelonReplenishment/Signal/correctedSales``).
struct SalesCorrection<Scalar: LaneScalar> {
  /// Smoothed sales of the periods that ended with stock, in units.
  var mean = Lanes<Scalar>()
  /// Weight of the latest of them.
  var weight = Lanes<Scalar>()
  /// Stock on hand up to this many units is none.
  var tolerance = Lanes<Scalar>()
  /// 1 where the shelf was left empty by what was recorded since the stage looked last.
  var emptied = Lanes<Scalar>()

  /// Corrects the sales of a period.
  ///
  /// - Parameters:
  ///   - sold: what was recorded.
  ///   - isEmpty: where the shelf was left empty.
  /// - Returns: what is reported.
  @inline(__always)
  mutating func corrected(_ sold: Lanes<Scalar>, isEmpty: Lanes<Scalar>.Mask) -> Lanes<Scalar> {
    let greater = sold.replacing(with: mean, where: sold .< mean)
    mean += (weight * (sold - mean)).replacing(with: Lanes(), where: isEmpty)
    return sold.replacing(with: greater, where: isEmpty)
  }
}

/// The corrections of all points of sale; nothing where no stage hears corrected sales.
struct SalesCorrections<Scalar: LaneScalar>: ~Copyable {
  /// By position of the stage.
  let states: UnsafeMutablePointer<SalesCorrection<Scalar>>
  /// By block, what its leaves reported in the current period.
  let blocks: UnsafeMutablePointer<Lanes<Scalar>>
  private let starts: [SalesCorrection<Scalar>]

  init(_ program: PlayProgram, rules: [OrderRule<Scalar>]) {
    starts = program.correctsSales ? rules.map(\.startingCorrection) : []
    states = .allocate(capacity: max(1, starts.count))
    states.initialize(repeating: SalesCorrection(), count: starts.count)
    blocks = .allocate(capacity: max(1, program.leafBlocks.count))
    blocks.initialize(repeating: Lanes(), count: program.leafBlocks.count)
  }

  deinit {
    states.deallocate()
    blocks.deallocate()
  }

  /// Back to period 0.
  func restart(_ program: PlayProgram) {
    for (place, start) in starts.enumerated() {
      states[place] = start
      // Sales that are recorded a period late tell nothing in the first one.
      if program.stages[place].receivesAtOnce { states[place].emptied = Lanes(every: 1) }
    }
  }
}

extension Player {
  /// Notes where external demand left nothing on the shelf.
  @inline(never)
  func noteEmptyShelf(_ place: Int) {
    let correction = corrections.states + place
    correction.pointee.emptied = Lanes()
      .replacing(with: Lanes(every: 1), where: states[place].onHand .<= correction.pointee.tolerance)
  }

  /// Adds up what the points of sale of an echelon report, of which those below have done so before in the period.
  @inline(never)
  func correctSales(_ place: Int) {
    var sum = signals[place].recorded
    if steps[place].correctsSales {
      let isEmpty = corrections.states[place].emptied .> Lanes()
      sum = corrections.states[place].corrected(sum, isEmpty: isEmpty)
    }
    for index in steps[place].customerLinks where links[index].part != .express {
      let weight = links[index].units * links[index].share
      sum += echelons[links[index].customer].corrected * weight
    }
    for block in steps[place].blocks { sum += corrections.blocks[block] }
    echelons[place].corrected = sum
  }

  /// What the leaves of a block will report of a period; before it is played, as it leaves no trace of their sales.
  @inline(never)
  func correctSales<Demand: DemandVector>(ofBlock index: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    let block = program.leafBlocks[index]
    let netStock = leaves.netStock + block.firstLeaf
    let correction = corrections.states + program.leafStages[block.firstLeaf]
    let arriving = rings + block.arriving(period)
    let row = demand + block.firstDemandRow
    var sum = Lanes<Scalar>()
    for leaf in 0..<block.count {
      let available = netStock[leaf] + arriving[leaf]
      let sold = row[leaf].quantity.lesser(available)
      sum += correction[leaf].corrected(sold, isEmpty: available - sold .<= correction[leaf].tolerance)
    }
    corrections.blocks[index] = sum
  }
}

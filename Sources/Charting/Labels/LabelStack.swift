/// Labels side by side along one direction, moved as little as possible so that none overlaps another.
///
/// Least squares under an order: pool adjacent violators (Ayer et al. 1955, doi 10.1214/aoms/1177728423), linear
/// after sorting.
struct LabelStack {
  /// A wish: where a label's centre should be, and the room it takes.
  struct Wish {
    /// Wanted centre, in points.
    var center: Double
    /// Room taken, in points.
    var extent: Double
  }

  /// Centres for the wishes, in their order, inside the range as far as it is long enough.
  static func centers(_ wishes: [Wish], from low: Double, to high: Double) -> [Double] {
    let order = wishes.indices.sorted {
      wishes[$0].center != wishes[$1].center ? wishes[$0].center < wishes[$1].center : $0 < $1
    }
    return centers(wishes, order: order, from: low, to: high)
  }

  /// The same in a given order.
  static func centers(_ wishes: [Wish], order: [Int], from low: Double, to high: Double) -> [Double] {
    // Each block shares one offset: centre minus all that stands before it.
    var blocks: [(offset: Double, count: Int)] = []
    var before = 0.0
    var starts: [Double] = []
    for index in order {
      let start = before + wishes[index].extent / 2
      starts.append(start)
      before += wishes[index].extent
      blocks.append((wishes[index].center - start, 1))
      while blocks.count > 1, blocks[blocks.count - 2].offset > blocks[blocks.count - 1].offset {
        let last = blocks.removeLast()
        let previous = blocks.removeLast()
        let count = previous.count + last.count
        let mean = (previous.offset * Double(previous.count) + last.offset * Double(last.count)) / Double(count)
        blocks.append((mean, count))
      }
    }
    let highest = max(high - before, low)
    var result = [Double](repeating: 0, count: wishes.count)
    var place = 0
    for block in blocks {
      let offset = min(max(block.offset, low), highest)
      for _ in 0..<block.count {
        result[order[place]] = offset + starts[place]
        place += 1
      }
    }
    return result
  }
}

/// `result[t] = min over c of addend[c] + cost[t − c + shift]`, the cost being concave where it is defined (from 0 on).
///
/// An older candidate (a smaller c) is further out on the cost, where it is flatter: once it has caught up with a newer
/// one it stays ahead. So the candidates that will ever be cheapest form a stack, each waiting for the one above it to
/// be overtaken (Galil & Giancarlo 1989, doi:10.1016/0304-3975(89)90101-1).
///
/// Complexity: O((candidates + results) log results), where trying all pairs takes their product.
struct ConcaveConvolution: ~Copyable {
  /// Candidates that may yet be cheapest, the currently cheapest on top.
  private let candidates: UnsafeMutablePointer<Int>
  /// The first t at which the candidate below is at least as cheap.
  private let overtaken: UnsafeMutablePointer<Int>

  /// Room for so many candidates.
  init(capacity: Int) {
    candidates = .allocate(capacity: capacity)
    overtaken = .allocate(capacity: capacity)
  }

  deinit {
    candidates.deallocate()
    overtaken.deallocate()
  }

  /// Fills `result`; infinite where no candidate has a cost.
  ///
  /// - Parameters:
  ///   - addend: the candidates' own costs; infinite ones do not count.
  ///   - cost: defined from 0 to the longest t − c + shift that occurs.
  func fill(
    _ result: UnsafeMutablePointer<Double>, count: Int, from addend: UnsafePointer<Double>, candidateCount: Int,
    cost: UnsafePointer<Double>, shift: Int
  ) {
    var height = 0
    var next = 0
    for time in 0..<count {
      while next < candidateCount, next <= time + shift {
        push(next, at: time, count, addend, cost + shift, &height)
        next += 1
      }
      while height > 1, overtaken[height - 1] <= time { height -= 1 }
      guard height > 0 else {
        result[time] = .infinity
        continue
      }
      let cheapest = candidates[height - 1]
      result[time] = addend[cheapest] + cost[time - cheapest + shift]
    }
  }

  /// Puts a candidate on the stack unless it is overtaken already, and takes off those that it keeps from ever leading.
  @inline(__always)
  private func push(
    _ newest: Int, at time: Int, _ count: Int, _ addend: UnsafePointer<Double>, _ cost: UnsafePointer<Double>,
    _ height: inout Int
  ) {
    let own = addend[newest]
    guard own < .infinity else { return }
    while height > 0 {
      let older = candidates[height - 1]
      let other = addend[older]
      if own + cost[time - newest] >= other + cost[time - older] { return }
      let end = min(overtaken[height - 1], count - 1)
      // Still ahead when the one below takes over, or at the end: the older one never leads.
      if end <= time || own + cost[end - newest] < other + cost[end - older] {
        height -= 1
        continue
      }
      var low = time
      var high = end
      while high - low > 1 {
        let middle = (low + high) / 2
        if own + cost[middle - newest] < other + cost[middle - older] { low = middle } else { high = middle }
      }
      candidates[height] = newest
      overtaken[height] = high
      height += 1
      return
    }
    candidates[0] = newest
    overtaken[0] = count
    height = 1
  }
}

/// Numbers in one block of memory, freed with the table, indexed without copies or reference counts.
struct NumberTable: ~Copyable {
  /// The first number.
  let base: UnsafeMutablePointer<Double>
  /// How many there are.
  let count: Int

  /// A table of equal numbers.
  init(repeating value: Double = 0, count: Int) {
    base = UnsafeMutablePointer<Double>.allocate(capacity: count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  /// The number at a position.
  subscript(position: Int) -> Double {
    get {
      assert(position >= 0 && position < count)
      return base[position]
    }
    nonmutating set {
      assert(position >= 0 && position < count)
      base[position] = newValue
    }
  }
}

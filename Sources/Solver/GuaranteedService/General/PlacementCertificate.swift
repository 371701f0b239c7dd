/// The proof that no plan of a network costs less than a given one but for the tolerance: a tree of cases, each closed by
/// a bound that anyone can work out again from prices on the links (``MessageBound`` says why it is one).
///
/// `PlanVerifier` does so without any code of the search.
public struct PlacementCertificate: Sendable {
  /// All plans within some ranges of labels.
  struct Case: Sendable {
    /// Prices on the links, link after link, by committed service time of the supplier from its smallest label on. Each
    /// rules out the labels that it makes too dear. A case that is not split is closed by the last of them, by what its
    /// stages cost at their cheapest, or by having one plan left.
    var prices: [[Double]] = []
    /// The case is split at a committed service time: S ≤ label or S > label.
    var split: Split?
  }

  /// A case in two.
  struct Split: Sendable {
    /// The stage.
    var stage: Int
    /// Largest S of the first half.
    var label: Int
    /// Positions of the halves in ``PlacementCertificate/cases``.
    var within: Int
    var beyond: Int
  }

  /// The cases; the first holds all plans.
  var cases = [Case()]
}

/// The kinds of input of a stage: one for most, several where it assembles components.
///
/// Links with the whole share are a kind each. Links with less are grouped by the supplier's item; what their shares
/// leave open comes from the outside supplier, as does everything at a stage without suppliers. A stage with suppliers
/// and an external inbound service time also waits for an input from outside.
public struct StageInputs {
  /// Less than this is what adding up shares leaves behind.
  private static let smallestShare = 1e-9

  /// Number of kinds, at least 1.
  public private(set) var count = 0
  /// Kind by link of the network.
  public private(set) var inputOfLink: [Int: Int] = [:]
  /// What the outside supplier gets of each order, by kind.
  public private(set) var outsideShares: [(input: Int, share: Double)] = []

  /// The inputs of a stage. Complexity: O(links to it).
  public init(of stage: Int, in network: StageNetwork) {
    var kindOfItem: [Int: Int] = [:]
    var openShare: [Double] = []
    for index in network.supplierLinks[stage] {
      let link = network.links[index]
      let item = network.stages[link.supplier].item
      if link.share < 1, let kind = kindOfItem[item] {
        inputOfLink[index] = kind
        openShare[kind] -= link.share
        continue
      }
      inputOfLink[index] = openShare.count
      if link.share < 1 { kindOfItem[item] = openShare.count }
      openShare.append(1 - link.share)
    }
    let hasOutsideShare = openShare.contains { $0 > Self.smallestShare }
    if openShare.isEmpty || (!hasOutsideShare && network.stages[stage].externalInboundServiceTime > 0) {
      openShare.append(1)
    }
    count = openShare.count
    for (kind, share) in openShare.enumerated() where share > Self.smallestShare {
      outsideShares.append((kind, share))
    }
  }
}

/// How a supplier shares what it has among the orders that are due, where that is too little for all.
///
/// Every rule ships all there is, and to nobody more than is due. Orders over a disrupted link claim nothing; they wait and
/// keep their place. The supplier's own consumers are served when their demand occurs, before any order; those who still
/// wait when it ships, because goods have come in the meantime, are a claim beside the orders.
public enum AllocationRule: String, Sendable, Codable, CaseIterable {
  /// In proportion to what is due.
  case proportional
  /// By need, so that all run out at the same time: with N a customer's stock on hand less its backorders plus what is in
  /// transit to it, μ its mean demand per period and L the time from shipment to its shelf, shipments q make
  /// (N + q) ÷ μ − L, the periods of mean demand that its stock lasts beyond the arrival, the same for all who get a part
  /// of what they are due. Whose stock lasts longer gets nothing; whose stock would not last so long gets all that is
  /// due. Consumers who wait at the supplier have N = −backorders and L = 0.
  ///
  /// This is the allocation of Eppen & Schrage 1981 (Centralized ordering policies in a multi-warehouse system with lead
  /// times and random demand, TIMS Studies in the Management Sciences 16) where customers have the same lead time and
  /// demand varies in proportion to its mean: all run out with the same chance; the run-out rule of Jackson 1988,
  /// doi:10.1287/mnsc.34.7.880.
  case fairShare = "fair_share"
  /// In the order of the periods in which orders fell due; those of one period in proportion.
  case firstCome = "first_come"
  /// By the rank of the link (``Link/priority``), consumers before all orders; those of one rank in proportion.
  case priority
}

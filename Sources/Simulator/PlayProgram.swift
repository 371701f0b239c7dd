import SupplyNetwork

/// A network and its policy in the order in which the engine plays them: positions in contiguous arrays, ranges, rings.
///
/// It holds what all worlds share; what differs between them is in the ``OrderRule`` of every stage.
///
/// Stages stand upstream first, the links of a supplier side by side; on a tree that puts the customers of a supplier
/// side by side, too. Quantities on a link are in units of the customer's item.
struct PlayProgram: Sendable {
  /// What the engine needs to know of a stage.
  struct StageStep {
    /// Row of the external demand. −1 = none.
    var demandRow = -1
    /// The stage's links as a supplier.
    var customerLinks = 0..<0
    /// Positions in ``PlayProgram/supplyLinks`` of the links that its orders go to.
    var supplies = 0..<0
    /// Its links from the outside supplier.
    var outsideLinks = 0..<0
    /// Its kinds of input.
    var inputs = 0..<0
    /// Whether units are made of several kinds of input.
    var isAssembly = false
    /// Whether units are processed after they have arrived: at an assembly, and where the time for it varies. The links
    /// of other stages hold their processing time.
    var processes = false
    /// Time from a complete kit to a finished unit at a stage that processes, where it does not vary.
    var assemblyTime = 0
    /// Mean time from a complete kit to a finished unit, also where it varies; 0 at stages whose links hold it.
    var meanProcessingTime = 0
    /// Position in ``PlayProgram/processingTimes``. −1 = the time does not vary.
    var timeRow = -1
    /// Finished units on their way: those in processing at a stage that processes, else all shipments.
    var arrivals: Ring
    /// External demand that is not due yet.
    var externalDue: Ring
    /// Periods from external demand to its due date, S.
    var committedServiceTime = 0
    /// Periods between two orders, R.
    var reviewPeriod = 1
    /// How it orders.
    var kind: OrderKind
    /// Whether a shipment may arrive in the period in which it is sent.
    var receivesAtOnce = false
    /// Whether nothing happens to it in step 4 but shipments being sent to it, so that its measures are taken before.
    var isSettledEarly = false
    /// Whether customers' orders that cannot be filled are cancelled.
    var cancelsOrders = false
    /// How it shares what is too little, where it has more than one claim.
    var allocation = AllocationRule.proportional
    /// The customers that are played in blocks, as positions in ``PlayProgram/leafBlocks``.
    var blocks = 0..<0
    /// Rank among those whose totals are kept together.
    var tier = 0
    /// Whether it notes external demand, for its own forecast or for stages that look down on it.
    var recordsDemand = false
    /// Demand at the points of sale below that is not known yet.
    var signal: Ring
    /// Whether shipments from it, or from outside to it, may be disrupted.
    var isDisruptable = false
    /// Its place among the stages that help each other out. −1 = it does not.
    var peer = -1
    /// Position of the stage that hears its sales corrected, the nearest one up the network; −1 = none.
    var listener = -1
    /// Whether it is a point of sale whose sales are corrected.
    var correctsSales = false
    /// Whether any of its links has a fast one beside it.
    var expedites = false
    /// Whether its blocks are played ahead of it (see ``AdvancePlay``).
    var isPlayedAhead = false

    /// Whether any stage of the network orders from it.
    var hasCustomers: Bool { !customerLinks.isEmpty || !blocks.isEmpty }
  }

  /// What of the customer's share of an order goes over a link.
  enum OrderPart {
    case whole
    /// All but what is expedited.
    case usual
    /// What is expedited.
    case express
  }

  /// A way from one supplier, maybe the outside one, to a customer.
  struct LinkStep {
    /// Position of the supplier. −1 = the outside supplier, which never runs out.
    var supplier: Int
    /// Position of the customer.
    var customer: Int
    /// The customer's kind of input, as a position.
    var input = 0
    /// Units of the supplier's item in one unit of the customer's.
    var units: Double
    /// Share of the customer's orders.
    var share: Double
    /// Periods from shipment to arrival.
    var leadTime: Int
    /// What one unit of the customer's item on this link counts for in its stock in transit.
    var weight = 1.0
    /// Periods from order to due date, S of the supplier.
    var serviceTime: Int
    /// Orders that are not due yet.
    var due: Ring
    /// Whether the supplier's forecast is made from these orders.
    var recordsOrders = false
    /// Rank among the supplier's links, where it allocates by rank: links of one rank stand side by side.
    var priority = 0
    /// The link of the network. `nil` = from the outside supplier.
    var networkLink: Int?
    /// What of an order goes over it.
    var part = OrderPart.whole
  }

  /// Upstream first.
  private(set) var stages: [StageStep] = []
  /// By supplier, those of the outside supplier last.
  private(set) var links: [LinkStep] = []
  /// Stages that are played one by one, upstream first: all but those in blocks.
  private(set) var singles: [Int] = []
  /// Stages that are played in blocks.
  private(set) var leafBlocks: [LeafBlock] = []
  /// Position by leaf.
  private(set) var leafStages: [Int] = []
  /// The suppliers of blocks that are played some periods at a time.
  private(set) var advance = AdvancePlay()
  /// Stages that take part in steps 4 and 5, upstream first: all but those settled early.
  private(set) var suppliers: [Int] = []
  /// Links by customer.
  private(set) var supplyLinks: [Int] = []
  /// Stages whose processing time varies, and how.
  private(set) var processingTimes: [(stage: Int, table: ProcessingTimeTable)] = []
  /// Shipments on their way, by kind of input of a stage that processes.
  private(set) var inputArrivals: [Ring] = []
  /// What fell due in the past, where orders are filled by age.
  private(set) var dueHistory = DueHistory()
  /// The stages that help each other out.
  private(set) var peers = PeerGroups()
  /// Slots of all rings.
  private(set) var ringSlots = 0
  /// Position → stage of the network.
  let stageOrder: [Int]
  /// Stages with external demand, in the order of the demand rows.
  let demandStages: [Int]
  /// Whether unmet external demand is lost, or a part of it.
  let losesSales: Bool
  /// Share of it that waits all the same; 0 = none.
  let waitingShare: Double
  /// Whether the policy of any stage depends on the stages below it.
  let looksDown: Bool
  /// Whether any shipment may be disrupted.
  let isDisruptable: Bool
  /// The stages in balance, where they order by that.
  let balance: AssemblyBalance?
  /// Whether the sales of any stage are corrected: where nothing is lost, nothing is hidden.
  let correctsSales: Bool

  /// Prepares a policy for play over a horizon.
  ///
  /// - Parameters:
  ///   - periods: warm-up and measured periods; what takes longer never arrives.
  ///   - waitingShare: share of unmet demand that waits, where unmet demand is partly lost.
  ///   - tiers: rank of every stage among those whose totals are kept together. Empty = one for all.
  ///   - playsBlocks: whether plain stages at the ends of the network are played in blocks (see ``LeafBlock``), for
  ///     which only totals by tier are kept.
  init(
    network: StageNetwork, policy: NetworkPolicy, periods: Int, unmetDemand: CaseSettings.UnmetDemand,
    waitingShare: Double = 0, tiers: [Int] = [], playsBlocks: Bool = false
  ) {
    precondition(
      policy.replenishment.count == network.stageCount && policy.committedServiceTime.count == network.stageCount,
      "a network policy covers every stage")
    precondition(
      tiers.isEmpty || (tiers.count == network.stageCount && tiers.allSatisfy { $0 >= 0 }), "every stage has a tier")
    stageOrder = playsBlocks ? Self.neighbours(network) : network.upstreamFirst
    let rows = playsBlocks ? stageOrder : Array(network.stages.indices)
    demandStages = rows.filter { network.stages[$0].demand != nil }
    self.waitingShare = unmetDemand == .partial ? max(0, waitingShare) : 0
    losesSales = unmetDemand == .lostSale || (unmetDemand == .partial && waitingShare < 1)
    let kinds = stageOrder.map { OrderKind(policy.replenishment[$0]) }
    looksDown = kinds.contains(where: \.looksDown)
    isDisruptable =
      network.stages.contains { !$0.disruptions.isEmpty || !$0.outsideDisruptions.isEmpty }
      || network.links.contains { !$0.disruptions.isEmpty }
    correctsSales = losesSales && kinds.contains(where: \.hearsCorrection)
    var position = [Int](repeating: 0, count: network.stageCount)
    for (place, stage) in stageOrder.enumerated() { position[stage] = place }
    let inputs = stageOrder.map { StageInputs(of: $0, in: network) }
    balance = AssemblyBalance(network, policy, stageOrder: stageOrder, periods: periods, end: &ringSlots)
    func bounded(_ time: Int) -> Int { min(max(0, time), periods + 1) }
    func serviceTime(_ stage: Int) -> Int { bounded(policy.committedServiceTime[stage]) }

    var customerLinks: [Range<Int>] = []
    for stage in stageOrder {
      let first = links.count
      let ordered = network.customerLinks[stage].sorted { one, other in
        func rank(_ link: Int) -> Int { policy.allocation == .priority ? network.links[link].priority : 0 }
        return (rank(one), position[network.links[one].customer])
          < (rank(other), position[network.links[other].customer])
      }
      for index in ordered {
        let link = network.links[index]
        let wait = serviceTime(link.supplier)
        append(
          LinkStep(
            supplier: position[link.supplier], customer: position[link.customer], units: link.units, share: link.share,
            leadTime: bounded(link.leadTime), serviceTime: wait, due: Ring(longestWait: wait, end: &ringSlots),
            recordsOrders: kinds[position[link.supplier]].recordsOrders, priority: link.priority, networkLink: index),
          to: network.stages[link.customer], bounded: bounded)
      }
      customerLinks.append(first..<links.count)
    }
    for (place, stage) in stageOrder.enumerated() {
      let firstOutside = links.count
      for outside in inputs[place].outsideShares {
        let wait = bounded(network.stages[stage].externalInboundServiceTime)
        append(
          LinkStep(
            supplier: -1, customer: place, input: outside.input, units: 1, share: outside.share, leadTime: 0,
            serviceTime: wait, due: Ring(longestWait: wait, end: &ringSlots)),
          to: network.stages[stage], bounded: bounded)
      }
      var step = StageStep(
        arrivals: Ring(longestWait: 0, end: &ringSlots),
        externalDue: Ring(longestWait: serviceTime(stage), end: &ringSlots),
        kind: kinds[place], signal: Ring(longestWait: bounded(kinds[place].latency), end: &ringSlots))
      step.recordsDemand = looksDown || kinds[place].isSmoothed
      step.isDisruptable =
        !network.stages[stage].disruptions.isEmpty || !network.stages[stage].outsideDisruptions.isEmpty
        || network.customerLinks[stage].contains { !network.links[$0].disruptions.isEmpty }
      step.kind.latency = bounded(kinds[place].latency)
      step.tier = tiers.isEmpty ? 0 : tiers[stage]
      step.customerLinks = customerLinks[place]
      step.outsideLinks = firstOutside..<links.count
      step.isAssembly = inputs[place].count > 1
      step.committedServiceTime = serviceTime(stage)
      step.reviewPeriod = max(1, network.stages[stage].reviewPeriod)
      stages.append(step)
    }
    for (row, stage) in demandStages.enumerated() { stages[position[stage]].demandRow = row }
    drawTimes(network, longest: periods + 1)
    peers = PeerGroups(
      network, position: position, losesAll: losesSales && self.waitingShare == 0, bounded: bounded, end: &ringSlots)
    for (peer, stage) in peers.stages.enumerated() { stages[stage.place].peer = peer }
    joinInputs(inputs, network: network, bounded: bounded)
    if policy.unfilledOrders == .cancel { cancelOrders() }
    if correctsSales { findListeners() }
    for place in stages.indices where claimCount(of: place) > 1 { stages[place].allocation = policy.allocation }
    if policy.allocation == .firstCome { dueHistory = DueHistory(self, periods: periods, end: &ringSlots) }
    let isPlain = policy.allocation == .proportional && (!losesSales || self.waitingShare == 0)
    if playsBlocks && isPlain { formBlocks(network) }
    advance = AdvancePlay(self)
    for place in advance.suppliers { stages[place].isPlayedAhead = true }
    let inBlocks = Set(leafStages)
    singles = stages.indices.filter { !inBlocks.contains($0) }
    suppliers = singles.filter { !stages[$0].isSettledEarly }
  }

  /// The rules of every stage, by position, the same in every lane.
  func rules<Scalar>(_ network: StageNetwork, _ policy: NetworkPolicy) -> [OrderRule<Scalar>] {
    var rules = stages.map { OrderRule<Scalar>($0.kind) }
    set(0..<Lanes<Scalar>.count, of: &rules, to: network, policy)
    return rules
  }

  /// Takes the parameters of a world of this shape into lanes of the rules.
  func set<Scalar>(
    _ lanes: Range<Int>, of rules: inout [OrderRule<Scalar>], to network: StageNetwork, _ policy: NetworkPolicy
  ) {
    for (place, stage) in stageOrder.enumerated() {
      let listener = stages[place].correctsSales ? stageOrder[stages[place].listener] : nil
      rules[place].set(
        lanes, to: policy.replenishment[stage], stage: network.stages[stage], meanDemand: network.meanDemand[stage],
        salesWeight: listener.map { policy.replenishment[$0].smoothing })
    }
  }

  /// A point of sale is heard by itself, or by whom the first of its suppliers is heard that is heard by anyone.
  private mutating func findListeners() {
    for place in stages.indices {
      var listener = stages[place].kind.hearsCorrection ? place : -1
      for supply in stages[place].supplies where listener < 0 {
        let supplier = links[supplyLinks[supply]].supplier
        if supplier >= 0 { listener = stages[supplier].listener }
      }
      stages[place].listener = listener
      stages[place].correctsSales = stages[place].demandRow >= 0 && listener >= 0
    }
  }

  /// Those who may share a stage's stock when it ships: its customers, and its consumers together.
  func claimCount(of place: Int) -> Int { stages[place].customerLinks.count + (stages[place].demandRow >= 0 ? 1 : 0) }

  /// Adds a link and, where its customer expedites and that is faster, another one for what goes the fast way.
  private mutating func append(_ link: LinkStep, to customer: Stage, bounded: (Int) -> Int) {
    links.append(link)
    guard let expediting = customer.expediting, expediting.leadTime < link.leadTime + customer.processingTime else {
      return
    }
    links[links.count - 1].part = .usual
    var express = link
    express.part = .express
    express.leadTime = bounded(expediting.leadTime)
    express.due = Ring(longestWait: link.serviceTime, end: &ringSlots)
    links.append(express)
  }

  /// Finds the stages whose processing time varies.
  private mutating func drawTimes(_ network: StageNetwork, longest: Int) {
    for place in stages.indices {
      stages[place].processes = stages[place].isAssembly
      guard let table = ProcessingTimeTable(network.stages[stageOrder[place]], longest: longest) else { continue }
      stages[place].processes = true
      stages[place].timeRow = processingTimes.count
      processingTimes.append((stageOrder[place], table))
    }
  }

  /// Suppliers whose customers all have one kind of input cancel what they cannot fill.
  private mutating func cancelOrders() {
    for place in stages.indices where !stages[place].customerLinks.isEmpty {
      stages[place].cancelsOrders = stages[place].customerLinks.allSatisfy { !stages[links[$0].customer].isAssembly }
    }
  }

  /// Stages upstream first, those at the ends by supplier and lead time: so that blocks find them side by side.
  ///
  /// The ends share the places that they had. As many have a supplier before the k-th of these as there are ends up to
  /// it, so that sorted by supplier each still comes after its own.
  private static func neighbours(_ network: StageNetwork) -> [Int] {
    var order = network.upstreamFirst
    var position = [Int](repeating: 0, count: network.stageCount)
    for (place, stage) in order.enumerated() { position[stage] = place }
    let places = order.indices.filter { network.isEnd(order[$0]) && network.supplierLinks[order[$0]].count == 1 }
    func rank(_ place: Int) -> (Int, Int, Int) {
      let stage = order[place]
      let link = network.supplierLinks[stage].first.map { network.links[$0] }
      return (
        link.map { position[$0.supplier] } ?? 0, (link?.leadTime ?? 0) + network.stages[stage].processingTime, place
      )
    }
    let sorted = places.sorted { rank($0) < rank($1) }.map { order[$0] }
    for (place, stage) in zip(places, sorted) { order[place] = stage }
    return order
  }

  /// Takes the plain stages at the ends of the network, a block for every run of neighbours of one supplier.
  ///
  /// The links of a supplier stand side by side, so that those to single stages come first from now on.
  private mutating func formBlocks(_ network: StageNetwork) {
    for place in stages.indices {
      let customers = stages[place].customerLinks
      guard customers.count > 1 else { continue }
      func isLeaf(_ link: Int) -> Bool { stages[links[link].customer].isLeaf(over: links[link], network, stageOrder) }
      let reordered = customers.filter { !isLeaf($0) } + customers.filter { isLeaf($0) }
      let firstLeaf = customers.lowerBound + customers.count { !isLeaf($0) }
      move(reordered, to: customers)
      stages[place].customerLinks = customers.lowerBound..<firstLeaf
      let firstBlock = leafBlocks.count
      var link = firstLeaf
      while link < customers.upperBound {
        var end = link + 1
        while end < customers.upperBound, end - link < LeafBlock.longest, continues(end) { end += 1 }
        addBlock(links: link..<end, supplier: place)
        link = end
      }
      stages[place].blocks = firstBlock..<leafBlocks.count
    }
  }

  /// Whether the leaf of a link stands right after that of the link before and orders in the same way.
  private func continues(_ link: Int) -> Bool {
    let (before, after) = (stages[links[link - 1].customer], stages[links[link].customer])
    return links[link].customer == links[link - 1].customer + 1 && after.demandRow == before.demandRow + 1
      && after.kind == before.kind && after.tier == before.tier
      && links[link].leadTime == links[link - 1].leadTime
  }

  private mutating func addBlock(links range: Range<Int>, supplier: Int) {
    let link = links[range.lowerBound]
    let first = stages[link.customer]
    leafBlocks.append(
      LeafBlock(
        supplier: supplier, links: range, firstLeaf: leafStages.count, firstDemandRow: first.demandRow,
        kind: first.kind, tier: first.tier, leadTime: link.leadTime,
        settlesLate: stages[supplier].cancelsOrders && !correctsSales, end: &ringSlots))
    leafStages += range.map { links[$0].customer }
  }

  /// Puts links of one supplier into another order.
  private mutating func move(_ order: [Int], to range: Range<Int>) {
    let moved = order.map { links[$0] }
    links.replaceSubrange(range, with: moved)
    var place: [Int: Int] = [:]
    for (offset, link) in order.enumerated() { place[link] = range.lowerBound + offset }
    for index in supplyLinks.indices { supplyLinks[index] = place[supplyLinks[index]] ?? supplyLinks[index] }
  }

  /// Gives every link its input, weight and lead time, and every stage the rings its shipments wait in.
  private mutating func joinInputs(_ inputs: [StageInputs], network: StageNetwork, bounded: (Int) -> Int) {
    let byCustomer = CompressedRows(grouping: links.map(\.customer), rowCount: stages.count)
    supplyLinks = byCustomer.values
    for place in stages.indices {
      let processing = bounded(network.stages[stageOrder[place]].processingTime)
      let table = stages[place].timeRow < 0 ? nil : processingTimes[stages[place].timeRow].table
      let processes = stages[place].processes
      let firstInput = inputArrivals.count
      var longest = [Int](repeating: 0, count: inputs[place].count)
      var quickest = longest.map { _ in Int.max }
      for link in byCustomer[place] {
        let kind = links[link].networkLink.flatMap { inputs[place].inputOfLink[$0] } ?? links[link].input
        links[link].input = firstInput + kind
        links[link].weight = 1 / Double(inputs[place].count)
        if links[link].part == .express {
          stages[place].expedites = true
        } else if !processes {
          links[link].leadTime = bounded(links[link].leadTime + processing)
        }
        longest[kind] = max(longest[kind], links[link].leadTime)
        quickest[kind] = min(quickest[kind], links[link].leadTime)
      }
      let rings = longest.map { Ring(longestWait: $0, end: &ringSlots) }
      inputArrivals += rings
      stages[place].supplies = byCustomer.range(place)
      stages[place].inputs = firstInput..<inputArrivals.count
      stages[place].assemblyTime = processes && table == nil ? processing : 0
      stages[place].meanProcessingTime = processes ? processing : 0
      let longestProcessing = table?.longest ?? processing
      stages[place].arrivals = processes ? Ring(longestWait: longestProcessing, end: &ringSlots) : rings[0]
      // An assembly's zero-lead component may complete kits at once, whatever the others' lead times.
      stages[place].receivesAtOnce = quickest.contains(0) && (table?.shortest ?? stages[place].assemblyTime) == 0
      stages[place].isSettledEarly =
        stages[place].customerLinks.isEmpty && stages[place].outsideLinks.isEmpty && !processes
        && !stages[place].receivesAtOnce
    }
  }
}

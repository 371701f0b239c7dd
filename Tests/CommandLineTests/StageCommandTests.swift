import Foundation
import Testing

/// `meio stage`: textbook answers, bad input, and every method of the catalogue.
struct StageCommandTests {
  /// A question with its published answer.
  struct Question: Sendable, CustomTestStringConvertible {
    var words: String
    var expected: [String: Double]
    var relative = 1e-9
    var testDescription: String { words }
  }

  /// Snyder & Shen (2019, *Fundamentals of Supply Chain Theory*) unless said otherwise.
  static let questions: [Question] = [
    // Example 3.1, problem 3.1, example 3.8, problem 3.22.
    .init(
      words: "economic-order-quantity --demand 1300 --order-cost 8 --holding-cost 0.225",
      expected: ["order_quantity": 304.0467800264368, "cost_rate": 68.41052550594829]),
    .init(
      words: "eoq --demand 182500 --order-cost 2250 --holding-cost 275",
      expected: ["order_quantity": 1728.1098449935514, "cost_rate": 475230.20737322664]),
    .init(
      words: "eoq --demand 1300 --order-cost 8 --holding-cost 0.225 --backorder-cost 5",
      expected: [
        "order_quantity": 310.81255515896464, "cost_rate": 66.92136355097325,
        "greatest_backorder": 310.81255515896464 * 0.0430622009569378,
      ]),
    .init(
      words: "eoq --demand 80 --order-cost 4 --holding-cost 0.08 --production-rate 110",
      expected: ["order_quantity": 171.26976771553507, "cost_rate": 3.7367949319753104]),
    // Example 3.5, problem 3.12.
    .init(
      words:
        "quantity-discounts --demand 1300 --order-cost 8 --carrying-rate 0.3 --price 0=0.75 --price 400=0.72 --price 800=0.68",
      expected: ["order_quantity": 800, "price_from": 800, "cost_rate": 978.6]),
    .init(
      words:
        "quantity-discounts --incremental --demand 182500 --order-cost 2250 --carrying-rate 0.25 --price 2400=1100 --price 0=1490 --price 1200=1220",
      expected: ["order_quantity": 28553.060654284905, "cost_rate": 208678591.67992836]),
    // Silver, Pyke & Peterson's family of four.
    .init(
      words: "joint-replenishment --silver --shared-order-cost 40 --item 86000,15,0.24 --item 12500,15,0.24 "
        + "--item 1400,15,0.24 --item 3000,15,0.24",
      expected: ["base_cycle_time": 0.07617340262784976, "cost_rate": 2067.650840930354]),
    // Example 3.9.
    .init(
      words: "wagner-whitin --requirements 90,120,80,70 --order-cost 500 --holding-cost 2",
      expected: ["total_cost": 1380, "orders": 2]),
    .init(
      words: "lots --requirements 400,500,500,1100,900 --order-cost 100 --holding-cost 0.1 --unit-cost 3,1,4,6,6",
      expected: ["total_cost": 4940, "orders": 2]),
    // Examples 4.2 and 4.3, problems 4.7b and 4.8a.
    .init(
      words: "newsvendor --demand normal --mean 50 --sd 8 --shortage-cost 0.7 --overage-cost 0.18",
      expected: ["order_quantity": 56.60395592743389, "expected_cost": 1.9976051931766445]),
    .init(
      words: "newsvendor --demand normal --mean 50 --sd 8 --price 1 --unit-cost 0.3 --salvage-value 0.12",
      expected: ["order_quantity": 56.60395592743389, "expected_profit": 33.002394806823354]),
    .init(
      words: "newsvendor --demand 1=0.25,2=0.05,3=0.1,4=0.2,5=0.15,6=0.1,7=0.1,8=0.05 --shortage-cost 1000000 "
        + "--overage-cost 500000",
      expected: ["order_quantity": 5, "expected_cost": 1_225_000]),
    .init(
      words: "newsvendor --demand poisson --mean 18 --shortage-cost 270 --overage-cost 200",
      expected: ["order_quantity": 19, "expected_cost": 786.0884409351079]),
    // Example 5.8 and problem 5.2; problem 5.3 by rules that stop at 10⁻⁶.
    .init(
      words: "rq --demand poisson --mean 3 --demand-rate 1.5 --order-cost 100 --holding-cost 20 --backorder-cost 150",
      expected: ["reorder_point": 3, "order_quantity": 5, "cost_rate": 107.92358063314975]),
    .init(
      words: "reorder-point-order-quantity --demand poisson --mean 6 --demand-rate 12 --order-cost 4 --holding-cost 4 "
        + "--backorder-cost 28",
      expected: ["reorder_point": 6, "order_quantity": 7, "cost_rate": 28.241312842169155]),
    .init(
      words: "reorder-point-approximations --rule economic-quantity-with-backorders --demand normal --mean 576 "
        + "--sd 30.13768405085 --demand-rate 192 --order-cost 85 --holding-cost 0.214285714285714 --backorder-cost 40",
      expected: ["reorder_point": 609.0252058220594, "order_quantity": 391.32595109448084], relative: 1e-6),
    // Problem 4.31 and example 4.7, which order before demand: one period of lead time here.
    .init(
      words: "ss --demand poisson --mean 4 --lead-time 1 --order-cost 150 --holding-cost 40 --backorder-cost 125",
      expected: ["reorder_point": 2, "order_up_to_level": 7, "cost_rate": 223.57482956696882]),
    .init(
      words: "reorder-point-order-up-to --demand poisson --mean 6 --lead-time 1 --order-cost 5 --holding-cost 1 "
        + "--backorder-cost 4",
      expected: ["reorder_point": 4, "order_up_to_level": 10, "cost_rate": 8.034111561471642]),
    // Example 4.8.
    .init(
      words: "power-approximation --unlimited --mean 50 --sd 8 --lead-time 1 --order-cost 2.5 --holding-cost 0.18 "
        + "--backorder-cost 0.7",
      expected: ["reorder_point": 40.19461695647407, "order_up_to_level": 74.29017010980579]),
    // Problem 9.8 (by a golden section search), examples 9.3 (a sum cut off), 9.4 and problem 9.4b.
    .init(
      words: "supply-disruptions --demand 30 --order-cost 35 --holding-cost 4 --lost-sale-cost 22 --disruption-rate 1 "
        + "--recovery-rate 12",
      expected: ["order_quantity": 24.066300045604976, "cost_rate": 96.26659090113583], relative: 1e-6),
    .init(
      words: "supply-disruptions --demand 2000 --holding-cost 0.25 --backorder-cost 3 --disruption-probability 0.04 "
        + "--recovery-probability 0.25",
      expected: ["base_stock": 8000, "cost_rate": 2737.0689302470355], relative: 1e-6),
    .init(
      words: "random-yield --yield additive --yield-mean -15000 --yield-sd 9000 --demand 75000 --order-cost 18500 "
        + "--holding-cost 0.06",
      expected: ["order_quantity": 230246.37046881882, "cost_rate": 12914.78222812913]),
    .init(
      words: "random-yield --yield multiplicative --yield-mean 0.9 --yield-sd 0.05773502691896258 --demand 182500 "
        + "--order-cost 2250 --holding-cost 275",
      expected: ["order_quantity": 1916.1833339478644, "cost_rate": 476207.04336259887]),
    // Problem 4.29, published for demand cut off at four standard deviations: less by some 10⁻⁴.
    .init(
      words: "finite-horizon --periods 10 --demand normal --mean 18 --sd 3 --order-cost 0 --holding-cost 1 "
        + "--backorder-cost 25 --unit-cost 1 --discount-factor 0.98 --terminal-holding-cost 1 "
        + "--terminal-backorder-cost 25",
      expected: ["expected_cost": 234.79622567591312, "first_order": 23], relative: 1e-3),
    // Φ(1.645) = 0.95 and the unit loss: 100·3 + 1.645·30·√3 units.
    .init(
      words: "base-stock --demand normal --mean 100 --sd 30 --lead-time 3 --target cycle-service-level=0.95",
      expected: ["base_stock": 300 + 1.6448536269514722 * 30 * 3.0.squareRoot(), "cycle_service_level": 0.95]),
  ]

  @Test("published answers, as JSON and as text", arguments: questions)
  func published(_ question: Question) throws {
    let words = ["stage"] + question.words.split(separator: " ").map(String.init)
    let outcome = try Program.run(words + ["--json"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let object = try outcome.object()
    #expect(object["schema"] as? String == "meio.stage/1")
    let answer = try #require(object["answer"] as? [String: Double])
    for (key, value) in question.expected {
      let found = try #require(answer[key], "\(key)")
      #expect(abs(found - value) <= question.relative * abs(value), "\(key): \(found), not \(value)")
    }
    let text = try Program.run(words)
    #expect(text.status == 0)
    for part in [object["method"] as? String, "Source:", "Figures", "Unit"] {
      #expect(text.output.contains(try #require(part)))
    }
    #expect(!text.output.lowercased().contains("nan") && !text.output.contains("–\n"))
  }

  @Test("lines by period and item")
  func series() throws {
    let lots = try Program.run(
      "stage lots --requirements 90,120,80,70 --order-cost 500 --holding-cost 2 --json".words
    ).object()
    let periods = try #require(lots["series"] as? [[String: Double]])
    #expect(periods.map { $0["order_quantity"] } == [210, 0, 150, 0])
    #expect(periods.map { $0["stock"] } == [120, 0, 70, 0])
    let family = try Program.run(
      "stage joint-replenishment --silver --json --shared-order-cost 600 --item 1,120,160 --item 1,840,20 --item 1,300,50"
        .words
    ).object()
    #expect(family["guarantee"] as? String == "heuristic")
    let items = try #require(family["series"] as? [[String: Double]])
    #expect(items.map { $0["cycle_multiple"] } == [1, 3, 1])
  }

  @Test("targets of service are met, by the least whole base stock")
  func targets() throws {
    for (measure, key) in [
      ("fill-rate", "fill_rate"), ("ready-rate", "ready_rate"), ("cycle-service-level", "cycle_service_level"),
    ] {
      let words = "stage base-stock --demand poisson --mean 4 --lead-time 3 --review-period 2 --json".words
      func answer(_ words: [String]) throws -> [String: Double] {
        try #require(try Program.run(words).object()["answer"] as? [String: Double])
      }
      let least = try answer(words + ["--target", "\(measure)=0.98"])
      #expect(try #require(least[key]) >= 0.98)
      let level = try #require(least["base_stock"])
      let lower = try answer(words + ["--level", "\(level - 1)"])
      #expect(try #require(lower[key]) < 0.98)
    }
  }

  @Test("every single-stage method has a command of its name, and every method says which")
  func catalogue() throws {
    let methods = try Program.run(["solvers", "--json"]).objects()
    let help = try Program.run(["stage", "--help"]).output
    var reached = 0
    for line in methods {
      let method = try #require(line["method"] as? [String: Any])
      let name = try #require(method["name"] as? String)
      guard method["model"] as? String == "single stage" else {
        if name == "gsm-tree" { #expect(line["command"] as? String == "meio solve --method gsm-tree") }
        if name == "risk-pooling" { #expect(line["command"] == nil) }
        continue
      }
      reached += 1
      #expect(line["command"] as? String == "meio stage \(name)")
      #expect(help.contains("\n  \(name)"))
      #expect(try Program.run(["help", "stage", name]).output.contains("EXAMPLES\n  meio stage "))
    }
    #expect(reached == 13)
    #expect(try Program.run(["solvers"]).output.contains("Command: meio stage newsvendor"))
    let refused = try Program.run(["solve", "x", "--method", "newsvendor"])
    #expect(refused.status == 64 && refused.messages.contains("meio stage newsvendor"))
  }

  /// What is wrong, and what the message must name.
  static let bad: [(words: String, named: String)] = [
    ("eoq --demand -1 --order-cost 8 --holding-cost 1", "--demand"),
    ("eoq --demand nan --order-cost 8 --holding-cost 1", "--demand"),
    ("eoq --demand 5 --order-cost inf --holding-cost 1", "--order-cost"),
    ("eoq --demand 5 --order-cost 8 --holding-cost 0", "--holding-cost"),
    ("eoq --demand 5 --order-cost 8 --holding-cost 1e300", "--holding-cost"),
    ("eoq --demand 5 --order-cost 0x10 --holding-cost 1", "--order-cost"),
    ("eoq --demand 5 --order-cost 8", "--holding-cost"),
    ("eoq --demand 5 --order-cost 8 --holding-cost 1 --production-rate 5", "--production-rate"),
    ("eoq --demand 5 --order-cost 8 --holding-cost 1 --backorder-cost 2 --lot 3", "--lot"),
    ("quantity-discounts --demand 5 --order-cost 8 --carrying-rate 1 --price 10=4", "--price"),
    ("quantity-discounts --demand 5 --order-cost 8 --carrying-rate 1 --price 0=4 --price 10=5", "--price"),
    ("quantity-discounts --demand 5 --order-cost 8 --carrying-rate 1 --price 0:4", "--price"),
    ("newsvendor --demand normal --mean 5 --shortage-cost 9 --overage-cost 1", "--sd"),
    ("newsvendor --demand lognormal --mean 5 --shortage-cost 9 --overage-cost 1", "--demand"),
    ("newsvendor --demand poisson --mean 5 --sd 2 --shortage-cost 9 --overage-cost 1", "--sd"),
    ("newsvendor --demand negative-binomial --mean 5 --sd 2 --shortage-cost 9 --overage-cost 1", "--sd"),
    ("newsvendor --demand poisson --mean 5 --shortage-cost 9", "--overage-cost"),
    ("newsvendor --demand poisson --mean 5 --price 9 --overage-cost 1", "--price"),
    ("newsvendor --demand poisson --mean 5 --price 1 --unit-cost 2", "--unit-cost"),
    ("newsvendor --demand 0=0.5,1=0.6 --shortage-cost 9 --overage-cost 1", "--demand"),
    ("newsvendor --demand 0=0.5,1.5=0.5 --shortage-cost 9 --overage-cost 1", "--demand"),
    ("base-stock --demand poisson --mean 5 --target fill-rate=0.9", "--lead-time"),
    ("base-stock --demand poisson --mean 5 --lead-time 1.5 --target fill-rate=0.9", "--lead-time"),
    ("base-stock --demand poisson --mean 5 --lead-time 1 --target fill-rate=1", "--target"),
    ("base-stock --demand poisson --mean 5 --lead-time 1 --target service=0.9", "--target"),
    ("base-stock --demand poisson --mean 5 --lead-time 1", "--target"),
    ("base-stock --demand poisson --mean 5 --lead-time 1 --level 5 --target fill-rate=0.9", "--level"),
    ("base-stock --demand 0=0.5,1=0.5 --lead-time 1 --level 5", "--demand"),
    ("rq --demand poisson --mean 5 --order-cost 8 --holding-cost 1 --backorder-cost 9", "--lead-time"),
    (
      "rq --demand poisson --mean 5 --demand-rate 1 --lead-time 1 --order-cost 8 --holding-cost 1 --backorder-cost 9",
      "--demand-rate"
    ),
    (
      "ss --demand poisson --mean 5 --lead-time 1 --order-cost 8 --holding-cost 1 --backorder-cost 0",
      "--backorder-cost"
    ),
    (
      "reorder-point-approximations --rule guess --demand normal --mean 5 --sd 1 --demand-rate 9 --order-cost 8 "
        + "--holding-cost 1 --backorder-cost 9", "--rule"
    ),
    ("power-approximation --mean 5 --sd 0 --lead-time 1 --order-cost 8 --holding-cost 1 --backorder-cost 9", "--sd"),
    ("joint-replenishment --shared-order-cost 5", "--item"),
    ("joint-replenishment --shared-order-cost 5 --item 5,2", "--item"),
    ("lots --requirements 1,2,x --order-cost 5 --holding-cost 1", "--requirements"),
    ("lots --requirements 1,2,3 --order-cost 5,6 --holding-cost 1", "--order-cost"),
    ("finite-horizon --demand poisson --mean 5 --order-cost 8 --holding-cost 1 --backorder-cost 9", "--periods"),
    (
      "finite-horizon --periods 2 --demand poisson --mean 5,6,7 --order-cost 8 --holding-cost 1 --backorder-cost 9",
      "--mean"
    ),
    ("supply-disruptions --demand 5 --holding-cost 1 --backorder-cost 2", "--disruption-probability"),
    ("supply-disruptions --demand 5 --holding-cost 1 --backorder-cost 2 --order-cost 3", "--order-cost"),
    (
      "random-yield --yield multiplicative --yield-mean 0 --yield-sd 1 --demand 5 --order-cost 8 --holding-cost 1",
      "--yield-mean"
    ),
    ("random-yield --yield some --yield-mean 1 --yield-sd 1 --demand 5 --order-cost 8 --holding-cost 1", "--yield"),
  ]

  @Test("bad options are named, with what is expected", arguments: bad)
  func badOptions(words: String, named: String) throws {
    let outcome = try Program.run(["stage"] + words.words)
    #expect(outcome.status == 64 && !outcome.wasSignalled && outcome.output == "")
    let error = try #require(outcome.messages.split(separator: "\n").first)
    #expect(error.hasPrefix("Error:") && error.contains(named), "\(error)")
  }

  @Test("a name that no method has is told, with the nearest or all of them")
  func unknownMethod() throws {
    for (word, named) in [("nope", "newsvendor"), ("newsvendr", "did you mean “newsvendor”?"), ("eqo", "“eoq”?")] {
      let outcome = try Program.run(["stage", word, "--demand", "5"])
      #expect(outcome.status == 64 && outcome.output == "", "\(outcome)")
      #expect(outcome.messages.contains("no method “\(word)”") && outcome.messages.contains(named), "\(outcome)")
    }
    for words in [["stage"], ["stage", "--help"], ["help", "stage"]] {
      let help = try Program.run(words)
      #expect(help.status == 0 && help.output.contains("USAGE: meio stage") && !help.output.contains("unknown-method"))
    }
  }

  @Test("no order is below 0, no stock is ready where there is none, and whole quantities are shown whole")
  func ends() throws {
    func answer(_ words: String) throws -> [String: Double] {
      try #require(try Program.run(["stage"] + (words + " --json").words).object()["answer"] as? [String: Double])
    }
    let order = try answer("newsvendor --demand normal --mean 10 --sd 30 --shortage-cost 1 --overage-cost 9")
    #expect(order["order_quantity"] == 0)
    // E[D⁺] is missing, and E[D⁻] left over, 10 Φ(⅓) + 30 φ(⅓) = 17.63 and 10 less.
    #expect(abs(try #require(order["expected_cost"]) - (17.63 + 9 * 7.63)) < 0.1)
    let steady = "--demand normal --mean 4 --sd 2 --lead-time 0 --target ready-rate=0.98"
    let ready = try answer("base-stock " + steady)
    #expect(ready["base_stock"] == 1 && ready["ready_rate"] == 1)
    #expect(try Program.run("stage base-stock \(steady)".words).output.contains("1 unit is the least whole base stock"))
    let costs = "--lead-time 1 --order-cost 64 --holding-cost 1 --backorder-cost 9"
    for (demand, advice) in [
      ("normal --mean 0.4 --sd 0.1", "smaller units"), ("gamma --mean 0.3 --sd 0.05", "smaller units"),
      ("deterministic --mean 2.5", "smaller units"), ("normal --mean 10 --sd 30", "gamma demand"),
      ("normal --mean 0 --sd 3", "gamma demand"),
    ] {
      let refused = try Program.run("stage ss --demand \(demand) \(costs)".words)
      #expect(refused.status == 2 && refused.output == "", "\(demand)")
      #expect(refused.messages.replacing("\n", with: " ").contains(advice), "\(refused.messages)")
    }
    let slight = try Program.run("stage ss --demand normal --mean 10 --sd 4 \(costs)".words)
    #expect(slight.status == 0 && slight.output.contains("which makes its mean"))
    #expect(!(try Program.run("stage ss --demand normal --mean 100 --sd 9 \(costs)".words).output.contains("its mean")))
    let lots = try Program.run(
      "stage rq --demand poisson --mean 20 --lead-time 2 --order-cost 64 --holding-cost 1 --backorder-cost 9".words)
    #expect(lots.output.contains(/Order quantity +56  units/), "\(lots.output)")
    let one = try Program.run(
      "stage rq --demand poisson --mean 5 --lead-time 2 --order-cost 0 --holding-cost 1 --backorder-cost 9".words)
    #expect(one.output.contains("order 1 unit (") && one.output.contains(/Order quantity +1  units/))
    let none = try Program.run("stage eoq --demand 0 --order-cost 5 --holding-cost 1".words)
    #expect(none.output.contains("Without demand nothing is ever ordered.") && !none.output.contains("Time between"))
  }

  @Test("questions without an answer end with status 2 and the reason")
  func unanswerable() throws {
    for (words, reason) in [
      (
        "ss --demand gamma --mean 1e9 --sd 1e8 --lead-time 1 --order-cost 8 --holding-cost 1 --backorder-cost 9",
        "count in larger units"
      ),
      (
        "rq --demand poisson --mean 1e15 --lead-time 3 --order-cost 8 --holding-cost 1 --backorder-cost 9",
        "count in larger units"
      ),
      ("newsvendor --demand gamma --mean 5 --sd 2 --shortage-cost 9 --overage-cost 0", "no quantity is best"),
      (
        "reorder-point-approximations --rule expected-inventory-level --demand poisson --mean 20 --demand-rate 40 "
          + "--order-cost 1e6 --holding-cost 1 --backorder-cost 9", "no reorder point"
      ),
    ] {
      let outcome = try Program.run(["stage"] + words.words)
      #expect(outcome.status == 2 && outcome.output == "", "\(words)")
      #expect(outcome.messages.contains(reason) && outcome.messages.contains("meio help stage"), "\(outcome.messages)")
    }
  }

  /// The answers at the ends of what options take are numbers, and come soon.
  @Test("the greatest and least numbers")
  func extremes() throws {
    for words in [
      "eoq --demand 1e15 --order-cost 1e15 --holding-cost 1e-9 --backorder-cost 1e15",
      "eoq --demand 0 --order-cost 0 --holding-cost 1e15",
      "newsvendor --demand normal --mean 0 --sd 1e15 --shortage-cost 1e15 --overage-cost 1e-9",
      "base-stock --demand gamma --mean 1 --sd 10000 --lead-time 10000 --review-period 400 --target fill-rate=0.999999",
      "base-stock --demand poisson --mean 1e15 --lead-time 10000 --target ready-rate=1e-9",
      "rq --demand normal --mean 1e15 --sd 0 --lead-time 0 --order-cost 1e15 --holding-cost 1e-9 --backorder-cost 1e15",
      "lots --requirements 0,0,1e15 --order-cost 0 --holding-cost 1e15",
      "supply-disruptions --demand 1e15 --holding-cost 1e-9 --backorder-cost 1e15 --disruption-probability 1 "
        + "--recovery-probability 1e-9",
    ] {
      let outcome = try Program.run(["stage"] + words.words + ["--json"])
      #expect(outcome.status == 0, "\(words): \(outcome.messages)")
      let answer = try #require(try outcome.object()["answer"] as? [String: Double])
      #expect(answer.values.allSatisfy { $0.isFinite })
    }
  }
}

extension String {
  /// The words between spaces.
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}

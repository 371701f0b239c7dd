import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

/// Random damage to valid files must end in issues or a case, never in a crash.
@Suite struct MutationTests {
  private static let tokens = [
    "\"", ",", "\n", "\r", "\u{0}", "-", "1e999", "NaN", "0", "99999999999999999999", "{", "[", ":", "é", "\t", "null",
    ";", "..", "#", "&a", "*a", "1.5",
  ]

  /// Changes, drops, doubles or inserts bytes at a few places.
  private static func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 + random.next() % 4) {
      let position = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0 where !bytes.isEmpty: bytes[position] = UInt8(truncatingIfNeeded: random.next())
      case 1 where !bytes.isEmpty: bytes.removeSubrange(position..<min(bytes.count, position + 8))
      case 2: bytes.insert(contentsOf: Array(bytes[position...].prefix(40)), at: position)
      case 3: bytes.insert(contentsOf: Array(tokens[Int(random.next() % UInt64(tokens.count))].utf8), at: position)
      default: bytes.removeSubrange(min(bytes.count, position + 200)...)
      }
    }
    return bytes
  }

  private static var fixture: CaseFixture {
    var fixture = CaseFixture()
    fixture.files["case.yaml"] = CaseFolderTemplate.files[0].text
    fixture.files["demand.csv"] = CaseFixture.demand(weeks: 8)
    fixture.files["inventory.csv"] = "location,item,on_hand,order_up_to,reorder_point\nS1,A,5,9,3\nDC,B,50,90,30\n"
    fixture.files["demand_rates.csv"] = "location,item,mean,sd,distribution\nDC,A,10,3,gamma\n"
    fixture.files["bom.csv"] = "location,item,component,units\nDC,A,B,1\n"
    fixture.files["overrides.csv"] = "location,item,base_stock,reason\nS1,A,5,promotion\n"
    fixture.files["service.csv"] = "location,item,class,measure,target\nS1,,A,fill_rate,0.97\n"
    return fixture
  }

  @Test(arguments: 0..<4)
  func aDamagedCaseNeverCrashes(part: UInt64) throws {
    var random = RandomStream(seed: 20_261, path: [part])
    let names = Self.fixture.files.keys.sorted()
    let whole = Self.fixture.files.mapValues { Array($0.utf8) }
    for _ in 0..<100 {
      var files = whole
      for _ in 0..<(1 + random.next() % 2) {
        let name = names[Int(random.next() % UInt64(names.count))]
        files[name] = Self.mutated(files[name] ?? [], &random)
      }
      let loaded = try Self.fixture.read(bytes: files)
      #expect((loaded.case == nil) == loaded.issues.contains { $0.severity == .error })
      if let planningCase = loaded.case {
        #expect(planningCase.demand.allSatisfy { $0.mean.isFinite && $0.sd.isFinite })
        #expect(planningCase.lanes.allSatisfy { $0.share > 0 && $0.share <= 1 + 1e-9 })
        _ = try? NetworkModel(planningCase)
      }
    }
  }

  @Test func aDamagedStageNetworkNeverCrashes() {
    let text = """
      {"schema": "meio.stage-network/1", "name": "pair", "period": "day", "stages": [
       {"id": "P", "processing_time": 4, "holding_cost_rate": 3.5, "max_committed_service_time": null},
       {"id": "C", "demand": {"distribution": "gamma", "mean": 5, "sd": 1},
        "service": {"measure": "fill_rate", "target": 0.9}}],
       "links": [{"from": "P", "to": "C", "units": 2, "lead_time": 1}], "correlation": 0.5}
      """
    var random = RandomStream(seed: 20_262, path: [])
    var read = 0
    for _ in 0..<3000 {
      let bytes = Self.mutated(Array(text.utf8), &random)
      do {
        let file = try StageNetworkFile.read(bytes, name: "x.stages.json")
        read += 1
        #expect(file.network.pooledDemandSD.allSatisfy { $0.isFinite })
      } catch {
        #expect(error.issues.contains { $0.severity == .error })
      }
    }
    // Some damage is harmless; most is not.
    #expect(read > 0 && read < 1500)
  }
}

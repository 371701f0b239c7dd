import Foundation
import Testing

/// `meio benchmark twin`, which the benchmarks run.
struct BenchmarkCommandTests {
  /// The totals, without the times.
  private func totals(_ options: String...) throws -> [String: Double] {
    let run = try Program.run(["benchmark", "twin", "--items", "9", "--days", "40", "--stores", "60"] + options)
    #expect(run.status == 0, "\(run.messages)")
    let line = try run.object().compactMapValues { $0 as? Double }
    return line.filter { !$0.key.contains("second") && $0.key != "peak_mib" }
  }

  @Test("the same totals on any number of threads; nearly the same in either precision")
  func twin() throws {
    for policy in ["A", "B"] {
      let one = try totals("--policy", policy, "--threads", "1")
      #expect(one.count == 8)
      #expect(try totals("--policy", policy, "--threads", "2") == one)
      let double = try totals("--policy", policy, "--threads", "2", "--double")
      for (name, value) in one {
        let other = try #require(double[name])
        #expect(abs(value - other) <= 1e-3 * abs(other), "\(policy), \(name): \(value) and \(other)")
      }
      let service = try #require(one["fill_rate"])
      #expect(service > 0.5 && service <= 1)
    }
    #expect(try Program.run(["benchmark", "twin", "--policy", "C"]).status == 64)
    #expect(try Program.run(["benchmark", "twin", "--stores", "1"]).status == 64)
  }

  @Test("benchmarks are no part of the help")
  func help() throws {
    #expect(!(try Program.run(["--help"]).output.contains("benchmark")))
  }
}

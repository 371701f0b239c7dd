import Testing

@testable import SupplyNetwork

struct StageNetworkTests {
  private func network(_ count: Int, _ pairs: [(Int, Int)]) throws(IssueList) -> StageNetwork {
    try StageNetwork(
      name: "net", stages: (0..<count).map { Stage(id: "\($0)") },
      links: pairs.map { Link(supplier: $0.0, customer: $0.1) })
  }

  @Test func rowsGroupPositionsByKey() {
    let rows = CompressedRows(grouping: [2, 0, 2, 3], rowCount: 5)
    #expect((0..<5).map { Array(rows[$0]) } == [[1], [], [0, 2], [3], []])
    #expect(CompressedRows(grouping: [], rowCount: 2).values.isEmpty)
  }

  @Test func suppliersComeBeforeCustomers() throws {
    let diamond = try network(5, [(3, 1), (3, 4), (1, 0), (4, 0), (0, 2)])
    #expect(diamond.upstreamFirst == [3, 1, 4, 0, 2])
    #expect(diamond.depths == [2, 1, 3, 0, 1])
    #expect(diamond.isSource(3) && diamond.isEnd(2) && !diamond.isForest)
    #expect(try network(4, [(0, 1), (0, 2)]).isForest)
    #expect(try !network(2, [(0, 1), (0, 1)]).isForest)
  }

  @Test func faultsAreIssues() {
    func codes(_ pairs: [(Int, Int)]) -> [String] {
      do throws(IssueList) {
        _ = try network(3, pairs)
        return []
      } catch {
        return error.issues.map(\.code)
      }
    }
    #expect(codes([(0, 5), (1, 1), (0, 1)]) == ["bad-link", "bad-link"])
    #expect(codes([(0, 1), (1, 2), (2, 1)]) == ["cycle"])
    #expect(codes([(0, 1), (1, 2)]).isEmpty)
  }
}

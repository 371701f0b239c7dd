import ArgumentParser
import CaseFiles
import Foundation

/// `meio sample`: cases to begin with.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write a sample case, to begin with or to test with.",
    discussion: """
      Without a name it lists the samples. All of them are synthetic and say so; the same arguments give the same files.

        consumer-goods                case folder: DCs, stores, demand, today's stock
        signal-trap                   case folder: a regional centre, DCs and stores that order by what they sold
        three-stage-serial            stage network: three stages in a row
        one-warehouse-five-retailers  stage network: a warehouse and its retailers

      EXAMPLES
        meio sample consumer-goods my-case
        meio sample consumer-goods --seed 7 --stores 120 --items 200 large-case
        meio sample signal-trap --stores 60 --dcs 4 --items 5 trap
        meio sample three-stage-serial serial.stages.json
      """)

  @Argument(help: "Name of the sample.")
  var name: String?

  @Argument(help: "The folder to write a case to, or the file (or folder) to write a stage network to.")
  var destination: String?

  @Option(name: .long, help: "Seed of a case folder; another seed gives other towns, volumes and stock.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Stores of a case folder: 25, or 4,500 of signal-trap.")
  var stores: Int?

  @Option(name: .long, help: "Regional DCs of a case folder, at most one per store: 3, or 50 of signal-trap.")
  var dcs: Int?

  @Option(name: .long, help: "Items of a case folder: 48, or 10 of signal-trap.")
  var items: Int?

  @Flag(name: .long, help: "Write into a folder that is not empty, or over a file that exists.")
  var force = false

  func validate() throws {
    func check(_ option: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
      guard let value, !range.contains(value) else { return }
      throw ValidationError("--\(option) must be from \(range.lowerBound) to \(range.upperBound)")
    }
    let standardStores = name == "signal-trap" ? SampleCase.SignalTrapSize().stores : 25
    try check("stores", stores, 1...10_000)
    try check("dcs", dcs, 1...(stores ?? standardStores))
    try check("items", items, 1...100_000)
  }

  func run() throws {
    guard let name else {
      try Terminal.output(SampleCase.names.joined(separator: "\n") + "\n")
      return
    }
    guard SampleCase.names.contains(name) else {
      Terminal.note(
        "error: there is no sample “\(IssueFormatter.visible(name))”; there are "
          + SampleCase.names.joined(separator: ", "))
      throw ExitStatus.badInput
    }
    guard let destination else { throw ValidationError("name the folder or file to write to") }
    switch name {
    case "three-stage-serial": try write(SampleCase.serialThreeStage(), to: destination)
    case "one-warehouse-five-retailers": try write(SampleCase.oneWarehouseFiveRetailers(), to: destination)
    case "signal-trap":
      var size = SampleCase.SignalTrapSize()
      size.stores = stores ?? size.stores
      size.dcs = dcs ?? min(size.dcs, size.stores)
      size.items = items ?? size.items
      let files = SampleCase.signalTrap(seed: seed, size: size)
      try NewFiles.write(files.map { ($0.name, $0.text) }, to: destination, force: force)
    default:
      let files = SampleCase.consumerGoods(
        seed: seed, stores: stores ?? 25, dcs: dcs ?? min(3, stores ?? 25), items: items ?? 48)
      try NewFiles.write(files.map { ($0.name, $0.text) }, to: destination, force: force)
    }
  }

  /// Writes a network into a folder that exists, else to a file of the name given.
  private func write(_ sample: SampleFile, to destination: String) throws(ExitCode) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: destination, isDirectory: &isFolder)
    let isInFolder = (exists && isFolder.boolValue) || destination.hasSuffix("/")
    let path = isInFolder ? destination + (destination.hasSuffix("/") ? "" : "/") + sample.name : destination
    try NewFiles.write(sample.text, toFile: path, force: force)
  }
}

// swift-tools-version: 6.1
// The module map, in reading order: each target may import only what stands below it.
// `Tests/RepositoryTests` holds the import direction; SwiftPM alone does not.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the product, in `Sources/<name>`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one module, in `Tests/<name>Tests`; what they compare with is no source.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], excluding files: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: files,
    swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// Report templates, and the sections that they are made of, each a file of `Templates`.
let templates = [
  "assumptions",
  "assumptions-details",
  "confidence",
  "course",
  "course-details",
  "cover",
  "current-state",
  "current-state-details",
  "evidence",
  "evidence-details",
  "executive.md",
  "figure",
  "financial-impact",
  "financial-impact-details",
  "implementation",
  "one-page.md",
  "optimised-policy",
  "optimised-policy-details",
  "orders",
  "orders-details",
  "risk-pooling",
  "risk-pooling-details",
  "scenarios",
  "scenarios-details",
  "service-against-inventory",
  "service-against-inventory-details",
  "since-review",
  "since-review-details",
  "summary",
  "table",
  "technical.md",
  "technology",
]

let package = Package(
  name: "meio",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "meio", targets: ["meio"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The command line.
    .executableTarget(
      name: "meio",
      dependencies: [
        "Reporting", "Findings", "CaseFiles", "Charting", "PageLayout", "Drawing", "ContentHash", "Assets",
        argumentParser,
      ],
      swiftSettings: strict),

    // From findings to files.
    module(
      "Reporting",
      ["Findings", "Charting", "PageLayout", "Spreadsheet", "ContentHash", "Templates", "Assets", "CMarkGFM", mustache]),

    // From the case to what may be said about it.
    module("Findings", ["Solver", "Simulator", "SupplyNetwork", "Probability"]),
    module("CaseFiles", ["SupplyNetwork", "Probability", "ContentHash", yams]),
    module("Solver", ["SupplyNetwork", "Probability"]),
    module("Simulator", ["SupplyNetwork", "Probability"]),
    module("SupplyNetwork", ["Probability"]),
    module("Probability"),
    module("ContentHash"),

    // Pictures, pages and sheets, which have never heard of inventory.
    module("Charting", ["Drawing"]),
    module("PageLayout", ["Drawing"]),
    module("Drawing", ["CCairo", "CZlib"]),
    module("Spreadsheet", ["CXlsxWriter"]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango", "cairo"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),

    // Text that is compiled into the binary.
    .target(
      name: "Templates", path: "Templates",
      resources: templates.map { .embedInCode("\($0).mustache") }, swiftSettings: strict),
    .target(
      name: "Assets", path: "Assets", exclude: ["cases"],
      resources: [.embedInCode("theme.json"), .embedInCode("report.css"), .embedInCode("report.js")],
      swiftSettings: strict),

    // Reads workbooks back, for tests alone.
    .target(name: "WorkbookFile", dependencies: ["CZlib"], path: "Tests/WorkbookFile", swiftSettings: strict),

    tests(of: "ContentHash"),
    tests(of: "Probability"),
    tests(of: "SupplyNetwork"),
    tests(of: "Solver", ["Simulator"]),
    tests(of: "Simulator"),
    tests(of: "CaseFiles"),
    tests(of: "Findings", ["CaseFiles"]),
    tests(of: "Drawing", ["CCairo"], excluding: ["Recordings"]),
    tests(of: "Charting", ["PageLayout"], excluding: ["Scenes"]),
    tests(of: "PageLayout"),
    tests(of: "Spreadsheet", ["WorkbookFile"]),
    tests(of: "Reporting", ["CaseFiles", "Spreadsheet", "WorkbookFile"], excluding: ["References"]),
    .testTarget(name: "CommandLineTests", dependencies: ["meio"], swiftSettings: strict),
    .testTarget(name: "RepositoryTests", swiftSettings: strict),
  ]
)

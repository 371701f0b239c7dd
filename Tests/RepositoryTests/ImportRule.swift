/// Which module may import which: imports go down, never sideways or up.
enum ImportRule {
  /// What every module may import besides the table: the standard library's companions and the platform.
  static let everywhere: Set<String> = [
    "Foundation", "FoundationEssentials", "Synchronization", "Glibc", "Musl", "Darwin",
  ]

  /// The modules of the package in reading order, each with what it may import.
  static let allowed: [String: Set<String>] = [
    "meio": [
      "Reporting", "Findings", "CaseFiles", "Solver", "Simulator", "SupplyNetwork", "Probability", "ContentHash",
      "Charting", "PageLayout", "Drawing", "Templates", "Assets", "ArgumentParser",
    ],
    "Reporting": [
      "Findings", "Charting", "PageLayout", "Drawing", "Spreadsheet", "ContentHash", "Templates", "Assets", "CMarkGFM",
      "Mustache",
    ],
    "Findings": ["Solver", "Simulator", "SupplyNetwork", "Probability"],
    "CaseFiles": ["SupplyNetwork", "Probability", "ContentHash", "Yams"],
    "Solver": ["SupplyNetwork", "Probability"],
    "Simulator": ["SupplyNetwork", "Probability"],
    "SupplyNetwork": ["Probability"],
    "Probability": [],
    "ContentHash": [],
    "Charting": ["Drawing"],
    "PageLayout": ["Drawing"],
    "Drawing": ["CCairo", "CZlib"],
    "Spreadsheet": ["CXlsxWriter"],
    "CCairo": [],
    "CZlib": [],
    "CXlsxWriter": [],
    "CMarkGFM": [],
    "Templates": [],
    "Assets": [],
  ]

  /// The module that a line imports, or `nil` where the line is no import.
  static func importedModule(in line: Substring) -> String? {
    var words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }[...]
    while let word = words.first, word.hasPrefix("@") || access.contains(word) { words.removeFirst() }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first.flatMap { $0.split(separator: ".").first }.map(String.init)
  }

  /// What a file imports against the table, one line each.
  static func violations(in file: Repository.File) -> [String] {
    guard let module = file.module, let permitted = allowed[module] else {
      return ["\(file.path): its module is not in the import table"]
    }
    return file.lines.enumerated().compactMap { index, line in
      guard let imported = importedModule(in: line) else { return nil }
      guard !permitted.contains(imported), !everywhere.contains(imported) else { return nil }
      return "\(file.path):\(index + 1): \(module) may not import \(imported)"
    }
  }

  private static let access: Set<Substring> = [
    "public", "internal", "package", "private", "fileprivate",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]
}

import ContentHash

/// What a case folder holds, by content: all that reading it depends on, found without reading a table.
public struct CaseFolderContents: Sendable, Equatable {
  /// The files that ``CaseReader/read(folder:)`` would read, by name, with the hashes that it would note.
  public var files: [LoadedCase.Input]
  /// Names that look like those of a case's files and are none; reading only tells of them.
  public var unknownNames: [String]

  /// Reads every file of a case folder; `nil` where there is no folder that can be read.
  ///
  /// - Parameter others: Names of files that case.yaml speaks of, such as its logo.
  public init?(folder: String, others: [String] = []) {
    var log = IssueLog()
    guard let files = CaseFolder(path: folder, &log) else { return nil }
    let own = Set(CaseFolder.fileNames)
    let names = CaseFolder.fileNames.filter(files.has) + others.filter { !own.contains($0) }
    self.files = Set(names).sorted().compactMap { name in
      guard let file = try? InputFile(name: name, path: folder + "/" + name) else { return nil }
      return LoadedCase.Input(file)
    }
    unknownNames = files.unknownNames
  }
}

extension LoadedCase.Input {
  /// What is to be said of a file that was read.
  init(_ file: InputFile) {
    self.init(
      name: file.name, contentHash: SHA256.hexadecimalDigest(of: file.bytes), byteCount: file.bytes.count)
  }
}

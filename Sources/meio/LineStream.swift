import ArgumentParser
import Foundation
import Synchronization

/// Turns lines of standard input into lines of standard output, in order, several at a time.
///
/// Every thread reads a line, works on it and hands in the result; results wait until all those before them are
/// written. A permit is taken before a line is read and given back when its result is written, so that a slow line
/// holds up no more than a few others and memory stays bounded.
final class LineStream: Sendable {
  /// Lines under way for each thread, at most: enough that a slow line leaves the others busy.
  private static let linesPerThread = 8

  private struct Input: ~Copyable {
    var reader = LineReader()
    var count = 0
    var isFinished = false
  }

  private struct Output {
    var waiting: [Int: String] = [:]
    var next = 0
    var failure: ExitCode?
  }

  private let threads: Int
  private let work: @Sendable (_ line: LineReader.Line, _ number: Int) -> String
  private let permits: DispatchSemaphore
  private let input = Mutex(Input())
  private let output = Mutex(Output())

  /// A stream that applies a function to every line and its number, from 0.
  init(threads: Int, work: @escaping @Sendable (_ line: LineReader.Line, _ number: Int) -> String) {
    self.threads = max(1, threads)
    self.work = work
    permits = DispatchSemaphore(value: self.threads * Self.linesPerThread)
  }

  /// Works until the input ends or nobody reads the output.
  ///
  /// - Returns: why the output failed, if it did.
  func run() -> ExitCode? {
    let finished = DispatchGroup()
    for _ in 0..<threads {
      finished.enter()
      let thread = Thread {
        self.workOnLines()
        finished.leave()
      }
      // Reading nested JSON takes more than the small stack that some platforms give to threads.
      thread.stackSize = 8 << 20
      thread.start()
    }
    finished.wait()
    return output.withLock(\.failure)
  }

  private func workOnLines() {
    while true {
      permits.wait()
      guard let (number, line) = nextLine() else {
        permits.signal()
        return
      }
      handIn(work(line, number), number: number)
    }
  }

  private func nextLine() -> (number: Int, line: LineReader.Line)? {
    guard output.withLock({ $0.failure == nil }) else { return nil }
    return input.withLock { input in
      guard !input.isFinished, let line = input.reader.next() else {
        input.isFinished = true
        return nil
      }
      defer { input.count += 1 }
      return (input.count, line)
    }
  }

  private func handIn(_ result: String, number: Int) {
    output.withLock { output in
      output.waiting[number] = result
      while let line = output.waiting.removeValue(forKey: output.next) {
        output.next += 1
        if output.failure == nil {
          do throws(ExitCode) {
            try Terminal.output(line + "\n")
          } catch {
            output.failure = error
          }
        }
        permits.signal()
      }
    }
  }
}

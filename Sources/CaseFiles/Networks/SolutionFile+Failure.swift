public import SupplyNetwork

extension SolutionFile {
  /// What stands in a stream of solutions in the place of a network that has none, as one line of JSON: the member
  /// `error` with the code, message, line and key of the first issue, and all issues.
  public static func encoded(failure issues: [Issue]) -> String {
    var error = issues.first.map(members) ?? [("code", .string("internal")), ("message", .string("no solution"))]
    error.append(("issues", .array(issues.map { .object(members($0)) })))
    let line = try? JSONWriter.line(.object([("schema", .string(schema)), ("error", .object(error))]))
    // Nothing here is a number that JSON cannot hold.
    return line ?? "{\"schema\":\"\(schema)\",\"error\":{\"code\":\"internal\",\"message\":\"no solution\"}}"
  }

  private static func members(_ issue: Issue) -> [(key: String, value: JSONWriter.Value)] {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("severity", .string(issue.severity.rawValue)), ("code", .string(issue.code)),
      ("message", .string(issue.message)),
    ]
    if let line = issue.place?.line { members.append(("line", .integer(line))) }
    if let column = issue.place?.column { members.append(("key", .string(column))) }
    if let hint = issue.hint { members.append(("hint", .string(hint))) }
    return members
  }
}

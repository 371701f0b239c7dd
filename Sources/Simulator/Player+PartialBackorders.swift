import SupplyNetwork

/// Where some consumers wait and others leave.
///
/// Of the external demand that is newly unmet when it is due, a share waits and the rest is lost: the inventory system with a
/// mixture of backorders and lost sales of Montgomery, Bazaraa & Keswani 1973, doi:10.1002/nav.3800200205.
extension Player {
  /// What of unmet demand is lost.
  ///
  /// - Parameters:
  ///   - unmet: backorders of earlier periods, and what is newly unmet, which is the younger part.
  ///   - due: what fell due in the period.
  @inline(never)
  func leaving(_ unmet: Lanes<Scalar>, due: Lanes<Scalar>) -> Lanes<Scalar> {
    unmet.lesser(due) * (1 - program.waitingShare)
  }

  /// What is lost of the demand that a stage still owes after shipments have come in.
  @inline(never)
  func leavingLate(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    let lost = leaving(states[place].externalBackorders, due: states[place].externalDue)
    if steps[place].allocation == .firstCome {
      rings[allocation.history.ofConsumers(at: place).slot(period)] -= lost
    }
    return lost
  }
}

public import ArgumentParser
public import Findings

extension PlayedPolicy: ExpressibleByArgument {}

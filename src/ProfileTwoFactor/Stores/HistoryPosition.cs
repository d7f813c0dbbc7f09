namespace ProfileTwoFactor.Stores;

/// <summary>A place in the order of a history. The record itself may be deleted.</summary>
/// <param name="Time">The time of the record.</param>
/// <param name="EventId">The id of its event.</param>
public sealed record HistoryPosition(DateTimeOffset Time, string EventId);

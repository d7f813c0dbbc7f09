namespace ProfileTwoFactor.Testing.Stores;

/// <summary>A store doesn't meet its contract. Thrown by the tests of a contract, with what was expected and what the store did.</summary>
/// <param name="message">What was expected, and what the store did.</param>
public sealed class StoreContractException(string message) : Exception(message);

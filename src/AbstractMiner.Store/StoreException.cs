namespace AbstractMiner.Store;

/// <summary>A database or a run that cannot be used: what is wrong, where, and what to do.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

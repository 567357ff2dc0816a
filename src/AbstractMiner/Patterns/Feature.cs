namespace AbstractMiner.Patterns;

/// <summary>
/// A named property that speaks for or against an option of a <see cref="LogLinearModel"/>. A name is numbered once in a process,
/// so that a decision adds up weights without looking at letters; the name is for people.
/// </summary>
public readonly record struct Feature(int Id)
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Ids = new(StringComparer.Ordinal);
    private static readonly List<string> Names = [];

    public string Name
    {
        get
        {
            lock (Gate)
            {
                return Names[Id];
            }
        }
    }

    public static Feature Of(string name)
    {
        lock (Gate)
        {
            if (!Ids.TryGetValue(name, out int id))
            {
                Ids.Add(name, id = Names.Count);
                Names.Add(name);
            }

            return new Feature(id);
        }
    }

    public override string ToString() => Name;
}

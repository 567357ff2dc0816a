using System.Reflection;
using System.Runtime.CompilerServices;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Conventions;

/// <summary>Nothing that is shared can change: what many threads read at once is made once.</summary>
public class NoMutableStateTest
{
    private static IEnumerable<Type> Types => typeof(IStage).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("AbstractMiner", StringComparison.Ordinal) == true && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<'));

    [Fact]
    public void NoStaticFieldIsWritable() => Assert.Empty(Types
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field is { IsInitOnly: false, IsLiteral: false } && !field.Name.Contains("<>", StringComparison.Ordinal)).Select(field => $"{field.DeclaringType}.{field.Name}"));

    [Fact]
    public void NoPublicPropertyCanBeSetAfterItsObjectIsMade() => Assert.Empty(Types.Where(type => type.IsVisible)
        .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(property => property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            && !typeof(Stream).IsAssignableFrom(property.DeclaringType)).Select(property => $"{property.DeclaringType}.{property.Name}"));
}

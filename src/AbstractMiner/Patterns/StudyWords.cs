using System.Collections.Frozen;

namespace AbstractMiner.Patterns;

/// <summary>What a word does in the sentences that say who was studied.</summary>
[Flags]
public enum StudyWord
{
    None = 0,

    /// <summary>People or animals: patients, women, rats.</summary>
    Subject = 1 << 0,

    /// <summary>Parts and products of subjects that are studied in their place: eyes, teeth, specimens.</summary>
    Specimen = 1 << 1,

    /// <summary>Who or what is counted but never studied: centres, schools, trials, groups.</summary>
    Place = 1 << 2,

    /// <summary>What makes a quantity of the number before it: years, mg, points.</summary>
    Measure = 1 << 3,

    /// <summary>group, arm, cohort.</summary>
    Group = 1 << 4,

    /// <summary>The usual names of arms: placebo, control, intervention.</summary>
    ArmName = 1 << 5,

    Sex = 1 << 6,

    /// <summary>enrolled, recruited, included.</summary>
    Enrol = 1 << 7,

    /// <summary>randomised, assigned, divided.</summary>
    Assign = 1 << 8,

    /// <summary>received, underwent, treated.</summary>
    Treat = 1 << 9,

    /// <summary>completed, evaluable, analysed.</summary>
    Analyse = 1 << 10,

    /// <summary>screened, invited, approached.</summary>
    Screen = 1 << 11,

    /// <summary>planned, required, target.</summary>
    Plan = 1 << 12,

    /// <summary>died, developed, withdrew: what happens to subjects, a result and not a population.</summary>
    Event = 1 << 13,

    /// <summary>Words that end a noun phrase: prepositions, auxiliaries, pronouns.</summary>
    Function = 1 << 14,

    /// <summary>What the number after it is the label of: grade 3, week 12.</summary>
    Label = 1 << 15,

    /// <summary>Adverbs and auxiliaries that may stand before the verb that counts.</summary>
    Auxiliary = 1 << 16,

    /// <summary>Months, "in", "since": a year may follow.</summary>
    Date = 1 << 17,

    /// <summary>"of", "among": the number after it may be a whole that a part is taken of.</summary>
    Whole = 1 << 18,
}

/// <summary>The closed word lists by which numbers of subjects are told from other numbers. English, singular and plural.</summary>
public static class StudyWords
{
    private static readonly FrozenDictionary<string, StudyWord> Known = Build();

    private static readonly FrozenDictionary<string, StudyWord>.AlternateLookup<ReadOnlySpan<char>> At = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The classes of a word in any case; a compound has those of its last part ("non-responders").</summary>
    public static StudyWord Of(ReadOnlySpan<char> word)
    {
        if (At.TryGetValue(word, out StudyWord classes))
        {
            return classes;
        }

        // radiologists, trainees, technicians
        if (word.Length > 6 && (word.EndsWith("ists", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ees", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ians", StringComparison.OrdinalIgnoreCase))
            && !word.EndsWith("agonists", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("medians", StringComparison.OrdinalIgnoreCase))
        {
            return StudyWord.Subject;
        }

        int hyphen = word.LastIndexOfAny('-', '/');
        return hyphen > 0 && word.Length - hyphen > 3 && At.TryGetValue(word[(hyphen + 1)..], out classes) ? classes & (StudyWord.Subject | StudyWord.Sex | StudyWord.Measure | StudyWord.Place | StudyWord.Specimen) : StudyWord.None;
    }

    private static FrozenDictionary<string, StudyWord> Build()
    {
        Dictionary<string, StudyWord> words = new(StringComparer.OrdinalIgnoreCase);
        Add(StudyWord.Subject, """
            patient patients pt pts subject subjects participant participants person persons people individual individuals volunteer volunteers
            man men woman women male males female females boy boys girl girls child children infant infants neonate neonates newborn newborns baby babies toddlers
            adolescent adolescents teenager teenagers teens youth youths adult adults senior seniors elders elderly student students undergraduates schoolchildren
            schoolgirls schoolboys preschoolers pupils nurse nurses physician physicians doctor doctors clinician clinicians resident residents trainees
            practitioners caregiver caregivers carer carers mother mothers father fathers parent parents couple couples family families dyad dyads pair pairs twins
            outpatient outpatients inpatient inpatients survivor survivors veteran veterans soldier soldiers athlete athletes player players swimmer swimmers
            runner runners cyclist cyclists smoker smokers nonsmoker nonsmokers drinkers worker workers employee employees officers cases controls donor donors
            recipient recipients respondent respondents responders nonresponders user users carriers GPs primiparas primiparous nulliparas multiparas primigravidae
            primigravida gravidas parturients parturient pregnancies pregnancy diabetics hypertensives asthmatics probands enrollees completers consumers teachers
            households household citizens prisoners inmates refugees recruits cadets firefighters musicians dancers surgeons dentists pharmacists interns relatives
            siblings spouses partners fellows callers clients customers drivers readers writers listeners speakers viewers learners beginners experts novices providers prescribers leaders coaches chefs farmers villagers migrants immigrants tourists elderlies nonagenarians divers skiers wrestlers rowers gymnasts boxers golfers lifters joggers walkers sleepers snorers gamblers offenders bullies victims witnesses orphans centenarians menopausals vegetarians vegans omnivores sportsmen footballers climbers octogenarians survivors offspring fetuses foetuses BCSs
            rat rats mouse mice rabbit rabbits dog dogs beagles pig pigs piglet piglets sheep lamb lambs ewes goat goats cow cows heifers steers calf calves hen hens
            chickens broilers chicks monkeys macaques baboons cat cats horse horses mares hamsters ferrets animals animal zebrafish gerbils swine minipigs
            """);
        Add(StudyWord.Specimen, """
            eye eyes tooth teeth molars premolars incisors knee knees hips shoulders feet limb limbs legs ears implant implants tumours tumors specimen specimens sample samples biopsies
            marrows wounds ulcers nails breasts embryos oocytes lesions restorations fractures tendons kidneys livers hearts grafts aspirates nerves sockets roots canals
            blocks discs crowns stents births deliveries cases admissions
            """);
        Add(StudyWord.Place, """
            center centers centre centres hospital hospitals clinic clinics site sites school schools practice practices village villages country countries institution institutions
            unit units ward wards facility facilities community communities district districts home homes cluster clusters department departments trial trials study
            studies article articles report reports group groups arm arms team teams region regions city cities classes classrooms pharmacies departments cohorts
            subgroups categories items questions factors parameters variables measures methods types regimens treatments interventions conditions languages states cells
            genes SNPs domains topics themes messages sessions images slides articles
            """);
        Add(StudyWord.Measure, """
            year years yr yrs y month months mo week weeks wk wks day days d hour hours h hr hrs minute minutes min mins second seconds sec s mg g kg mcg ml l dl cc mm cm m km mmHg mmol IU
            unit units percent percentage point points score scores time times fold dose doses cycle cycles visit visits course courses tablets tablet capsule capsules meal meals cups
            episode episodes event events injection injections infusion infusions stage stages phase phases level levels grade grades degrees hz kcal kJ watts sets repetitions
            session sessions steps weeks-old Gy fractions fraction beats bpm kPa bar metres meters lb lbs puffs drops doses sprays servings pieces rounds occasions
            attacks seizures hospitalizations hospitalisations deaths infections falls relapses complications exacerbations attempts procedures operations surgeries
            million thousand billion copies breaths litres liters watt dollars euros pounds
            """);
        Add(StudyWord.Group, "group groups arm arms cohort cohorts subgroup subgroups branch wing");
        Add(StudyWord.ArmName, "placebo control controls intervention treatment experimental treated untreated sham vehicle comparator usual standard saline conventional observation waitlist wait-list waiting");
        Add(StudyWord.Sex, "man men woman women male males female females boy boys girl girls M F");
        Add(StudyWord.Enrol, """
            enrolled enroled enrolling recruited recruiting included including entered accrued registered participated participating studied selected admitted consented joined volunteered investigated
            enrol enroll recruit recruits include includes studying enrollment enrolment recruitment inclusion comprised comprising comprises consisted consisting consists involved involving
            """);
        Add(StudyWord.Assign, """
            randomized randomised randomly randomizing randomising randomization randomisation assigned allocated divided categorized categorised classified stratified distributed split grouped assign allocate
            randomize randomise separated
            """);
        Add(StudyWord.Treat, """
            treated received receiving receive underwent undergoing undergo given administered vaccinated infused transplanted injected immunized immunised took taking switched used using performed ingested consumed
            inhaled fed supplemented operated
            """);
        Add(StudyWord.Analyse, """
            completed completing complete finished evaluable analysed analyzed assessable evaluated available analysis analyses remained followed-up followed valid assessed examined contributed provided
            concluded continued evaluation retained completers
            """);
        Add(StudyWord.Screen, "screened invited approached contacted eligible identified referred eligibility interviewed");
        Add(StudyWord.Plan, "planned target required designed estimated calculated anticipated intended expected necessary sufficient planning needed");
        Add(StudyWord.Event, """
            died die relapsed recurred developed experienced achieved reported responded withdrew withdrawn discontinued dropped lost failed showed had have has demonstrated improved suffered exhibited attained
            survived progressed excluded refused declined reached met scored preferred remitted recovered healed converted became stopped satisfied alive dead positive negative found diagnosed observed
            cured needed required presented showing experiencing reporting developing having relapse death deaths complained noted described tolerated missed free disease-free complications adverse
            toxicity toxicities nausea vomiting infection infections pain withdrawal withdrawals dropout dropouts drop-out drop-outs reasons reason because due
            violated judged rated considered felt chose said stated expressed answered agreed resumed started initiated ceased
            """);
        Add(StudyWord.Function, """
            the a an of in with for to at by from on as and or but were was is are be been being had have has who which that whose whom when while where after before during than then both all each either
            between among into without within per via plus versus vs not no if it they we our their this these those also only about under over through did do does will would could should may might
            including until since against whereas although however thus
            """);
        Add(StudyWord.Label, """
            grade grades phase stage type types class level levels score scores week weeks month months day days year years visit cycle group groups arm arms cohort version category aged age step table figure fig part
            chapter session sessions hour hours ICD DSM SPSS CTCAE type status factor HIV interleukin vitamin
            """);
        Add(StudyWord.Auxiliary, "were was had been have has is are be also then finally subsequently successfully actually initially thus both all equally evenly consecutively prospectively retrospectively further either being will would to");
        Add(StudyWord.Date, """
            in from to until since through during between till by before after january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
            spring summer autumn fall winter year years
            """);
        Add(StudyWord.Whole, "of among amongst in from for with on within");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(StudyWord kind, string list)
        {
            foreach (string word in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                words[word] = words.GetValueOrDefault(word) | kind;
            }
        }
    }
}

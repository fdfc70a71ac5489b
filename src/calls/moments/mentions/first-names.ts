/** Common given names of the English-speaking and European business world, lower case. Names that are everyday words ("will", "mark", "grace") are left out. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    "aaron abby abdul abigail adam adele adrian adriana agnes ahmed aidan aisha alan albert alejandro alex alexander " +
    "alexandra alexis alfred ali alice alicia alison allison alyssa amanda amber amelia amir amit amy ana anders " +
    "andrea andreas andrew andy angela angus anika anil anita ann anna anne annette annie anthony antoine antonio " +
    "arjun arthur ashley astrid audrey austin barbara barry beatrice becky ben benjamin bernard beth bethany betty " +
    "bjorn bob bobby brad bradley brandon brenda brendan brett brian bridget bruce bryan caitlin callum cameron camille " +
    "carl carla carlos carmen carol caroline catherine cathy cecilia charles charlie charlotte chen chloe chris " +
    "christian christina christine christoph christopher claire clara claudia clive colin connor corey craig cynthia " +
    "daisy damien dan daniel daniela danielle darren dave david dean deborah debbie declan deepak denise dennis derek " +
    "diana diane diego dimitri dmitri dominic donald donna doris dorothy doug douglas duncan dylan eddie edgar edith " +
    "edward eileen elaine eleanor elena eli elias elijah elizabeth ella ellen ellie emil emily emma enrique eric erica " +
    "erik erin ernest esther ethan eva evan evelyn fatima felix fernando fiona florian frances francesca francis " +
    "francisco francois fred freddie frederick freya gabriel gareth gary gavin geoff geoffrey george georgia gerald " +
    "gerard giles gina giovanni giulia glen glenn gordon graham greg gregory greta guillaume gustav guy hannah hans " +
    "harold harriet harry hassan hazel heather hector heidi helen helena helga henrik henry holly howard hugh hugo ian " +
    "ibrahim igor imran ingrid irene iris isaac isabel isabella ivan ivy jackie jackson jacob jacqueline jake james " +
    "jamie jan jane janet janice jared jasmine jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome " +
    "jerry jess jesse jessica jill jim jimmy joan joanna joanne joe joel johan johanna john johnny jon jonas jonathan " +
    "jordan jorge jose josef joseph josephine josh joshua joyce juan judith judy julia julian julie justin kai karen " +
    "karim karin karl kate katherine kathleen kathryn kathy katie katrina keith kelly ken kenneth kenny kevin khalid " +
    "kieran kim kimberly kirsten klaus kristen kristin kumar kurt kyle lara larry lars laura lauren laurence lawrence " +
    "leah lena leo leon leonard leslie lewis liam lillian linda lindsay lisa liz logan lorenzo lorraine louis louise " +
    "luca lucas lucia lucy luis luka lukas luke lydia lynn magnus malcolm manuel marc marcel marco marcus margaret maria " +
    "marianne marie marina mario marion marjorie marta martha martin martina marvin mary mateo mathew mathias matt " +
    "dana lee leigh lou mel mick ned ollie raf reg rex rhys shaz stu suzy tess val wes " +
    "matteo matthew maureen maurice max megan mehmet melanie melissa michael michel michelle miguel mike mohamed mohammed " +
    "moira molly monica morgan muhammad murray nadia nancy naomi natalie natasha nathan neil nicholas nick nicola nicolas " +
    "nicole niels nigel nikhil nikolai nina noah noel nora norman olga oliver olivia omar oscar owen pablo pamela pat " +
    "patricia patrick paul paula pauline pedro penny pete peter petra phil philip philippe phillip phoebe pierre piotr " +
    "priya rachel rafael rahul raj rajesh ralph ramon randy raquel ravi raymond rebecca reggie reuben ricardo richard rick " +
    "rita rob robert roberto robin rodney roger roland ron ronald rory rosa rosie ross roxanne roy ruby rupert russell " +
    "ruth ryan sabrina sally sam samantha samir samuel sandra sanjay sara sarah sasha scott sean sebastian sergei sergio " +
    "shane shannon sharon shaun sheila shirley simon simone sofia sonia sophia sophie stacey stanley stefan stefanie " +
    "stella stephanie stephen steve steven stewart stuart sue sunil susan susanne suzanne sven sylvia tamara tania tanya " +
    "tara ted terence teresa terry thelma theo theresa thomas tiffany tim timothy tina toby todd tom tomas tommy tony " +
    "tracey tracy trevor tristan tyler ursula valentina valerie vanessa vera veronica vicky victor victoria vijay vikram " +
    "vincent virginia vivian vladimir walter wanda warren wayne wendy werner wilhelm william wolfgang xavier yasmin yolanda " +
    "yusuf yvonne zachary zara zoe"
  ).split(" "),
);

/** Given names that are also everyday words: a name only with a capital inside a sentence. */
export const WORDLIKE_NAMES: ReadonlySet<string> = new Set(
  (
    "mark will bill frank rich grace rose dale grant miles wade pierce jack ray art hope faith joy chase chuck " +
    "dick gene hank josh kit nat nick norm pat rob skip sandy summer sunny ty van amber april june dawn eve olive penny " +
    "pearl violet charity christian dean guy max victor angel cliff clay dot gale glen heath herb holly iris ivy jade jay jean"
  ).split(" "),
);
